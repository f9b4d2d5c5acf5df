"""The text of a post as a quotation begins it."""

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.visibility import visible_post, visible_thread


@dataclass(frozen=True, slots=True)
class QuotedPost:
    """Who wrote a post and what it shows."""

    id: int
    name: str
    html: str


def quoted_post(session: Session, actor: Actor, thread_id: int, post_id: int) -> QuotedPost | None:
    """Return a post of the thread as everybody who sees the thread sees it; None for any other."""
    row = session.execute(
        select(Post.id, Participant.name, Version.html)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Participant, Participant.id == Post.author_id)
        .join(
            PostRevision,
            and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision),
        )
        .join(Version, Version.id == PostRevision.version_id)
        .where(Post.id == post_id, Post.thread_id == thread_id, visible_thread(actor), visible_post(actor))
    ).one_or_none()
    return QuotedPost(row.id, row.name, row.html) if row else None
