"""Drafts that appeared behind broken glass and are still owed a reader."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from community.model.drafts import Draft
from community.model.posts import Post, PostRevision
from community.model.readings import LaterReading
from community.model.records import SiteSetting
from community.model.versions import Release
from community.policy.actors import Actor
from community.policy.reading import may_break_glass
from community.policy.rights import permitted


def is_read_later() -> ColumnElement[bool]:
    """Say, in statements that select from Draft, whether its published text is still owed a reader."""
    owed = (
        select(Release.draft_id)
        .join(LaterReading, LaterReading.release_id == Release.id)
        .where(LaterReading.closed_at.is_(None))
    )
    return Draft.id.in_(owed)


@dataclass(frozen=True, slots=True)
class BrokenGlass:
    """A text that appeared unread and is owed a reader: who wrote and published it, and why it could not wait."""

    editor_id: int
    reason: str


def broken_glass(session: Session, draft_id: int) -> BrokenGlass | None:
    """Return what a draft is owed a later reading for; None where it is owed none."""
    row = session.execute(
        select(LaterReading.editor_id, Release.reason)
        .join(Release, Release.id == LaterReading.release_id)
        .where(Release.draft_id == draft_id, LaterReading.closed_at.is_(None))
    ).one_or_none()
    return BrokenGlass(*row) if row else None


def may_replace(session: Session, actor: Actor, post_id: int) -> bool:
    """Say whether `actor`, as a reader, may write something better for what appeared unread."""
    if not permitted(actor, "read_draft"):
        return False
    owed = (
        select(LaterReading.release_id)
        .join(PostRevision, PostRevision.version_id == LaterReading.version_id)
        .join(Post, Post.id == PostRevision.post_id)
        .where(Post.id == post_id, LaterReading.closed_at.is_(None))
    )
    return session.scalar(owed.limit(1)) is not None


def can_break_glass(session: Session, actor: Actor, editor_id: int) -> bool:
    """Say whether the draft page offers `actor` to publish without a reader."""
    allowed = session.scalar(select(SiteSetting.value).where(SiteSetting.key == "break_glass"))
    return bool(may_break_glass(actor, allowed or "off", editor_id=editor_id))
