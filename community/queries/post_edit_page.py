"""Edit page: the text of a post as it was written, for who may change it."""

import secrets
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community import access
from community.model.posts import PostRevision
from community.model.threads import Closure
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.posts import may_edit
from community.policy.verdicts import insist
from community.queries.later_readings import may_replace
from community.queries.uploads import UploadCard, uploads_of


@dataclass(frozen=True, slots=True)
class PostEditPage:
    """Everything on `/posts/<id>/edit`."""

    post_id: int
    thread_id: int
    slug: str
    thread_title: str
    is_question: bool
    title: str
    source: str
    revision: int
    by_staff: bool
    uploads: tuple[UploadCard, ...]
    submission: str


def post_edit_page(session: Session, actor: Actor, post_id: int) -> PostEditPage:
    """Return the form's page. Raises access.Absent, or Refused: as policy.posts.may_edit."""
    post, thread = access.post(session, actor, post_id)
    closed = session.scalar(
        select(Closure.id).where(Closure.thread_id == thread.id, Closure.lifted_at.is_(None))
    )
    # Who reads what appeared unread may replace it.
    author_id = actor.known() if may_replace(session, actor, post.id) else post.author_id
    insist(
        may_edit(
            actor,
            author_id=author_id,
            hidden=post.place is None,
            closed=closed is not None,
            by_staff=post.by_staff,
        )
    )
    live = and_(PostRevision.post_id == post.id, PostRevision.number == post.current_revision)
    version_id, source = session.execute(
        select(Version.id, Version.source)
        .join(PostRevision, PostRevision.version_id == Version.id)
        .where(live)
    ).one()
    return PostEditPage(
        post_id=post.id,
        thread_id=thread.id,
        slug=thread.slug,
        thread_title=thread.title,
        is_question=post.number == 1,
        title=thread.title,
        source=source,
        revision=post.current_revision,
        by_staff=actor.is_staff,
        uploads=uploads_of(session, [(version_id, "")]).get(version_id, ()),
        submission=secrets.token_urlsafe(16),
    )
