"""Drafts: published exactly where they were let out, and no text that belongs nowhere."""

from sqlalchemy import Select, and_, exists, func, or_, select

from community.model.drafts import Draft, DraftKind, DraftState
from community.model.posts import Post, PostRevision
from community.model.versions import Release, Version

_RELEASED = exists().where(Release.draft_id == Draft.id)


def drafts_in_a_wrong_state() -> Select[int]:
    """Drafts of staff that are published without a release or released without being published."""
    published = Draft.state == DraftState.published
    return select(Draft.id).where(
        Draft.by_staff, or_(and_(published, ~_RELEASED), and_(~published, _RELEASED))
    )


def published_drafts_without_post() -> Select[int]:
    """Published drafts of a reply or thread that no post came from, or of an edit that no revision shows."""
    post = exists().where(Post.draft_id == Draft.id)
    revision = exists().where(PostRevision.version_id == Version.id, Version.draft_id == Draft.id)
    edit = Draft.kind == DraftKind.edit
    return select(Draft.id).where(
        Draft.state == DraftState.published, or_(and_(~edit, ~post), and_(edit, ~revision))
    )


def public_drafts() -> Select[int]:
    """Drafts with a version that a post shows, though they are not published."""
    shown = exists().where(PostRevision.version_id == Version.id, Version.draft_id == Draft.id)
    return select(Draft.id).where(Draft.state != DraftState.published, shown)


def versions_miscounted() -> Select[int]:
    """Drafts with more or fewer versions than they made."""
    made = select(func.count()).select_from(Version).where(Version.draft_id == Draft.id)
    return select(Draft.id).where(Draft.versions_made != made.correlate(Draft).scalar_subquery())


def versions_of_nothing() -> Select[int]:
    """Versions of no draft that no post ever showed."""
    shown = exists().where(PostRevision.version_id == Version.id)
    return select(Version.id).where(Version.draft_id.is_(None), ~shown)
