"""Tells members, each once, what concerns them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select

from community import clock, events
from community.model.records import Notification
from community.policy.among import among, portions
from community.work import Work


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
    if not fresh:
        return
    made = insert(Notification).returning(Notification.id, Notification.member_id, Notification.dedup)
    ids = {
        (row.member_id, row.dedup): row.id
        for row in work.session.execute(made, [_values(notice) for notice in fresh])
    }
    for notice in fresh:
        if notice.by_mail:
            work.record(events.NotificationMade(ids[notice.member_id, notice.dedup]))


def _untold(work: Work, dedup: str, by_member: Mapping[int, Notice]) -> list[Notice]:
    """Return the notices, all with this `dedup`, of those who were not told before."""
    known = select(Notification.member_id).where(
        among(Notification.member_id, "member_ids"), Notification.dedup == dedup
    )
    told = set[int]()
    for some in portions(list(by_member)):
        told.update(work.session.scalars(known, {"member_ids": some}))
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
