"""Tells people what moderation did with their posts and with the choice of a solution, and why."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.commands.notices import Notice
from community.effects.audience import sees_board, sees_post
from community.model.posts import Hiding, Post, Solution, SolutionLock
from community.model.threads import Thread


def of_hiding(session: Session, post: Post) -> Iterator[Notice]:
    """Tell the author of a post that moderation hid; what its author withdrew is no news to them."""
    hiding = _newest_hiding(session, post)
    if hiding is None or hiding.lifted_at is not None or hiding.kind == "withdrawn":
        return
    thread = session.get_one(Thread, post.thread_id)
    if post.author_id != hiding.hidden_by_id and sees_board(session, post.author_id, thread.board_id):
        yield Notice(
            post.author_id,
            "hidden",
            f"hidden:{hiding.id}",
            thread_id=thread.id,
            post_id=post.id,
            by_mail=True,
        )


def of_showing(session: Session, post: Post) -> Iterator[Notice]:
    """Tell the author of a post that is visible again."""
    hiding = _newest_hiding(session, post)
    if hiding is None or hiding.lifted_at is None or post.author_id == hiding.lifted_by_id:
        return
    if sees_post(session, post.author_id, post.id):
        dedup = f"unhidden:{hiding.id}"
        yield Notice(post.author_id, "unhidden", dedup, thread_id=post.thread_id, post_id=post.id)


def of_lock(session: Session, thread: Thread) -> Iterator[Notice]:
    """Tell the asker and who wrote the solution that a moderator settled the choice."""
    lock = session.get(SolutionLock, thread.id)
    if lock is None:
        return
    marked = session.execute(
        select(Post.id, Post.author_id)
        .join(Solution, Solution.post_id == Post.id)
        .where(Solution.thread_id == thread.id, Solution.removed_at.is_(None))
        .order_by(Solution.id.desc())
    ).all()
    told = {author_id: post_id for post_id, author_id in reversed(marked)}
    if marked:
        told.setdefault(thread.author_id, marked[0].id)
    for member_id, post_id in told.items():
        if member_id != lock.locked_by_id and sees_post(session, member_id, post_id):
            dedup = f"locked:{thread.id}:{int(lock.locked_at.timestamp())}"
            yield Notice(member_id, "locked", dedup, thread_id=thread.id, post_id=post_id, by_mail=True)


def _newest_hiding(session: Session, post: Post) -> Hiding | None:
    found = select(Hiding).where(Hiding.post_id == post.id).order_by(Hiding.id.desc()).limit(1)
    return session.scalars(found).one_or_none()
