"""Marks notifications as read."""

from sqlalchemy import ColumnElement, select, update

from community import access, clock
from community.model.records import Notification
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def mark_all_read(work: Work, actor: Actor) -> None:
    """Mark every notification of `actor` as read. Raises Refused: sign_in."""
    insist(permitted(actor, "own_account"))
    _read(work, actor)


def mark_read(work: Work, actor: Actor, notification_id: int) -> None:
    """Mark one notification as read. Raises Absent where it is none of `actor`'s, or Refused: sign_in."""
    insist(permitted(actor, "own_account"))
    own = select(Notification.id).where(
        Notification.id == notification_id, Notification.member_id == actor.known()
    )
    if work.session.scalar(own) is None:
        raise access.Absent
    _read(work, actor, Notification.id == notification_id)


def mark_thread_read(work: Work, actor: Actor, thread_id: int) -> None:
    """Mark what `actor` was told of a thread as read; of any other thread there is nothing. Raises Refused: sign_in."""
    insist(permitted(actor, "own_account"))
    _read(work, actor, Notification.thread_id == thread_id)


def _read(work: Work, actor: Actor, *which: ColumnElement[bool]) -> None:
    work.session.execute(
        update(Notification)
        .where(Notification.member_id == actor.known(), Notification.read_at.is_(None), *which)
        .values(read_at=clock.now())
    )
