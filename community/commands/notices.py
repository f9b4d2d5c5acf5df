"""Tells members, each once, what concerns them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from community import clock, events
from community.model.records import Notification
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


def notify(work: Work, notices: Iterable[Notice]) -> list[Notification]:
    """Write the notices not written yet and ask for the mails that go with them; return the new rows."""
    made = []
    for notice in notices:
        known = select(Notification.id).where(
            Notification.member_id == notice.member_id, Notification.dedup == notice.dedup
        )
        if work.session.scalar(known) is not None:
            continue
        row = Notification(
            member_id=notice.member_id,
            kind=notice.kind,
            thread_id=notice.thread_id,
            post_id=notice.post_id,
            draft_id=notice.draft_id,
            dedup=notice.dedup,
            created_at=clock.now(),
        )
        work.session.add(row)
        work.session.flush()
        made.append(row)
        if notice.by_mail:
            work.record(events.NotificationMade(row.id))
    return made
