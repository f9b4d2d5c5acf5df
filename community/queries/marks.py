"""The marks of one post or thread with its reader's own, for the buttons that show them after an act."""

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from community import access
from community.model.readers import Affected, Bookmark, Following, HelpfulVote, ThreadFollow
from community.policy.actors import Actor


@dataclass(frozen=True, slots=True)
class PostMarks:
    """How many found a post helpful, and what its reader did."""

    id: int
    helpful: int
    voted: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class ThreadMarks:
    """How many have the problem of a thread, and what its reader did."""

    id: int
    affected_count: int
    affected: bool
    follows: bool


def post_marks(session: Session, actor: Actor, post_id: int) -> PostMarks:
    """Return the marks of a post. Raises access.Absent."""
    post, _ = access.post(session, actor, post_id)
    voted = exists().where(HelpfulVote.member_id == actor.id, HelpfulVote.post_id == post.id)
    kept = exists().where(Bookmark.member_id == actor.id, Bookmark.post_id == post.id)
    row = session.execute(select(voted, kept)).one()
    return PostMarks(post.id, max(0, post.score), *row)


def thread_marks(session: Session, actor: Actor, thread_id: int) -> ThreadMarks:
    """Return the marks of a thread. Raises access.Absent."""
    thread = access.thread(session, actor, thread_id)
    affected = exists().where(Affected.member_id == actor.id, Affected.thread_id == thread.id)
    follows = exists().where(
        ThreadFollow.member_id == actor.id,
        ThreadFollow.thread_id == thread.id,
        ThreadFollow.following != Following.off,
    )
    row = session.execute(select(affected, follows)).one()
    return ThreadMarks(thread.id, thread.affected_count, *row)
