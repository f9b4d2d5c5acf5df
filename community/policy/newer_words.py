"""What customers wrote or changed after a version: its reader opens that before approving."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, exists, or_, select

from community.model.obligations import Obligation, ObligationKind
from community.model.posts import Post, PostRevision
from community.model.threads import Thread


def written_since(thread_id: int, since: dt.datetime) -> ColumnElement[bool]:
    """Revisions younger than `since` of a thread's visible posts that an answer may be wrong after.

    A new post counts where its author asked or is still owed a word, also an asker's thanks: whoever writes that it
    works again needs no advice any more. Changed words of a customer count in every post, because the answer was
    written beside what stood there.
    """
    waits = exists().where(
        Obligation.post_id == Post.id,
        Obligation.closed_at.is_(None),
        Obligation.kind == ObligationKind.answer,
    )
    asker = select(Thread.author_id).where(Thread.id == thread_id).scalar_subquery()
    return and_(
        Post.thread_id == thread_id,
        Post.place.is_not(None),
        PostRevision.post_id == Post.id,
        PostRevision.created_at > since,
        ~PostRevision.by_staff,
        or_(PostRevision.number > 1, Post.author_id == asker, waits),
    )
