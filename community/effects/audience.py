"""Whom a fact concerns: who wrote in a thread, and whether somebody may see a post right now."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from community import access
from community.model.boards import Board, Visibility
from community.model.members import Member
from community.model.posts import Post
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.among import portions
from community.policy.visibility import seen_visibilities, visible_board, visible_post, visible_thread

LARGEST = 100
"""Of a very long thread only those hear of a reply who wrote in it last; the others left it long ago."""


def writers(session: Session, thread: Thread, before: int) -> list[int]:
    """Return whom to tell of the post number `before`: the asker, and who wrote before it, latest first."""
    latest = (
        select(Post.author_id)
        .join(Member, Member.id == Post.author_id)
        .where(Post.thread_id == thread.id, Post.place.is_not(None), Post.number < before)
        .where(Post.author_id != thread.author_id)
        .group_by(Post.author_id)
        .order_by(func.max(Post.number).desc())
        .limit(LARGEST)
    )
    return [thread.author_id, *session.scalars(latest)]


def who_see_post(session: Session, member_ids: Sequence[int], post_id: int) -> set[int]:
    """Return which of these accounts may act and see the post as others do; of a hidden one nobody is told.

    As many may follow, it is asked once for all who see the same boards: of a thread and a post, where none that are
    hidden are looked for, visible_thread and visible_post ask nothing else of the actor.
    """
    alike: dict[tuple[Visibility, ...], list[Actor]] = {}
    for some in portions(member_ids):
        for actor in access.actors(session, some):
            alike.setdefault(seen_visibilities(actor), []).append(actor)
    return {one.known() for same in alike.values() if _shown(session, same[0], post_id) for one in same}


def sees_post(session: Session, member_id: int | None, post_id: int) -> bool:
    """Say the same of one account; None is nobody's."""
    return member_id is not None and member_id in who_see_post(session, [member_id], post_id)


def _shown(session: Session, actor: Actor, post_id: int) -> bool:
    seen = (
        select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id == post_id, visible_thread(actor), visible_post(actor))
    )
    return session.scalar(seen) is not None


def sees_thread(session: Session, member_id: int, thread_id: int | None) -> bool:
    """Say whether this account may act and sees the thread; True for a draft that has no thread yet."""
    actor = access.actor(session, member_id)
    if actor.id is None:
        return False
    if thread_id is None:
        return True
    return session.scalar(select(Thread.id).where(Thread.id == thread_id, visible_thread(actor))) is not None


def sees_board(session: Session, member_id: int, board_id: int) -> bool:
    """Say whether this account may act and sees the board: of a post out of sight its author may know as long."""
    actor = access.actor(session, member_id)
    if actor.id is None:
        return False
    return session.scalar(select(Board.id).where(Board.id == board_id, visible_board(actor))) is not None
