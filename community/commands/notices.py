"""Tells members, each once, what concerns them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import insert, select

from community import clock, events
from community.model.records import Notification
from community.policy.among import among
from community.work import Work

AT_ONCE: Final = 500
"""Members asked about by one statement."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something one member should know; of several with the same `dedup` only the first is kept."""

    member_id: int
    kind: str
    dedup: str
    thread_id: int | None = None
    post_id: int | None = None
    draft_id: int | None = None
    by_mail: bool = False


def notify(work: Work, notices: Iterable[Notice]) -> None:
    """Write the notices not written yet and ask for the mails that go with them."""
    wanted: dict[str, dict[int, Notice]] = {}
    for notice in notices:
        wanted.setdefault(notice.dedup, {}).setdefault(notice.member_id, notice)
    fresh = [notice for dedup, by_member in wanted.items() for notice in _untold(work, dedup, by_member)]
    if rest := [_values(notice) for notice in fresh if not notice.by_mail]:
        work.session.execute(insert(Notification), rest)
    # Which row it is has to be known of those alone.
    mailed = [Notification(**_values(notice)) for notice in fresh if notice.by_mail]
    work.session.add_all(mailed)
    work.session.flush()
    for row in mailed:
        work.record(events.NotificationMade(row.id))


def _untold(work: Work, dedup: str, by_member: Mapping[int, Notice]) -> list[Notice]:
    """Return the notices, all with this `dedup`, of those who were not told before."""
    member_ids, told = list(by_member), set[int]()
    for start in range(0, len(member_ids), AT_ONCE):
        some = {"member_ids": member_ids[start : start + AT_ONCE]}
        known = select(Notification.member_id).where(
            among(Notification.member_id, "member_ids"), Notification.dedup == dedup
        )
        told.update(work.session.scalars(known, some))
    return [notice for member_id, notice in by_member.items() if member_id not in told]


def _values(notice: Notice) -> dict[str, object]:
    return {
        "member_id": notice.member_id,
        "kind": notice.kind,
        "thread_id": notice.thread_id,
        "post_id": notice.post_id,
        "draft_id": notice.draft_id,
        "dedup": notice.dedup,
        "created_at": clock.now(),
    }
