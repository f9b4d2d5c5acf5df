"""Whether a thread holds what its reader has not seen, as a SQL expression."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, select

from community import clock
from community.model.base import UtcDateTime
from community.model.members import Member
from community.model.readers import BoardVisit, ThreadVisit
from community.model.threads import Thread
from community.policy.actors import Actor

NEWS_FOR = dt.timedelta(days=30)
"""What is older is no news, or a list would be all dots to whoever reads a little of much."""


def is_unread(actor: Actor) -> ColumnElement[bool]:
    """The last post is somebody else's and younger than the account, the visits of its reader, and NEWS_FOR.

    Its statement is run with unread_since().
    """
    if actor.id is None:
        return false().label("unread")
    joined = select(Member.created_at).where(Member.id == actor.id).scalar_subquery()
    seen = exists().where(
        ThreadVisit.member_id == actor.id,
        ThreadVisit.thread_id == Thread.id,
        ThreadVisit.read_until >= Thread.last_post_at,
    )
    swept = exists().where(
        BoardVisit.member_id == actor.id,
        BoardVisit.board_id == Thread.board_id,
        BoardVisit.read_until >= Thread.last_post_at,
    )
    return and_(
        Thread.last_author_id != actor.id,
        Thread.last_post_at > bindparam("news_since", type_=UtcDateTime()),
        Thread.last_post_at > joined,
        ~seen.correlate(Thread),
        ~swept.correlate(Thread),
    ).label("unread")


def unread_since() -> dict[str, dt.datetime]:
    """Return what a statement with is_unread is run with."""
    return {"news_since": clock.now() - NEWS_FOR}
