"""Lists of the API, read by keyset: a page costs the same wherever it stands."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from community import access
from community.model.members import Participant
from community.model.posts import Post, PostRevision, Solution
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.prepared import read
from community.policy.visibility import visible_post, visible_thread
from community.queries.thread_rows import ThreadRow, reading, row_of, rows_statement
from community.queries.uploads import UploadCard, uploads_of


@dataclass(frozen=True, slots=True)
class ApiPost:
    """A post as the API shows it."""

    id: int
    number: int
    """Its position among the posts that can be seen, so that no gap tells of others."""
    author: str
    team: str | None
    """The frozen badge of staff, None for customers."""
    html: str
    source: str
    created_at: dt.datetime
    solution: bool
    uploads: tuple[UploadCard, ...]


def threads_after(
    session: Session, actor: Actor, *, limit: int, before: tuple[dt.datetime, int] | None
) -> tuple[tuple[ThreadRow, dt.datetime], ...]:
    """Return threads by last post, latest first, with when each was opened; one more than `limit`, if there is one."""
    statement = rows_statement(actor).order_by(Thread.last_post_at.desc(), Thread.id.desc()).limit(limit + 1)
    if before is not None:
        at, thread_id = before
        earlier = and_(Thread.last_post_at == at, Thread.id < thread_id)
        statement = statement.where(or_(Thread.last_post_at < at, earlier))
    return tuple((row_of(row), row.created_at) for row in read(session, statement, reading(actor)))


def one_thread(session: Session, actor: Actor, thread_id: int) -> tuple[ThreadRow, dt.datetime]:
    """Return a thread that is not hidden. Raises access.Absent."""
    found = session.execute(rows_statement(actor).where(Thread.id == thread_id), reading(actor)).one_or_none()
    if found is None:
        raise access.Absent
    return row_of(found), found.created_at


def posts_after(
    session: Session, actor: Actor, thread_id: int, *, limit: int, after: int
) -> tuple[ApiPost, ...]:
    """Return the visible posts of a thread behind the post `after`; one more than `limit`. Raises access.Absent."""
    one_thread(session, actor, thread_id)
    one = aliased(Post)
    seen = (one.thread_id == thread_id, one.place.is_not(None))
    passed = select(one.number).where(*seen, one.id == after).scalar_subquery()
    # One that was hidden since counts as the last one before it, as any other id does: which are hidden must not show.
    before = select(func.max(one.number)).where(*seen, one.id < after).scalar_subquery()
    behind = Post.number > func.coalesce(passed, before, 0)
    return _posts(session, actor, Post.thread_id == thread_id, behind, limit=limit + 1)


def one_post(session: Session, actor: Actor, post_id: int) -> ApiPost:
    """Return a post that is not hidden. Raises access.Absent."""
    found = _posts(session, actor, Post.id == post_id, limit=1)
    if not found:
        raise access.Absent
    return found[0]


def _posts(
    session: Session, actor: Actor, *conditions: ColumnElement[bool], limit: int
) -> tuple[ApiPost, ...]:
    rows = session.execute(
        select(Post, Version.id, Version.html, Version.source, Participant.name, Solution.id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .join(Participant, Participant.id == Post.author_id)
        .outerjoin(Solution, and_(Solution.post_id == Post.id, Solution.removed_at.is_(None)))
        .where(*conditions, visible_thread(actor), visible_post(actor))
        .order_by(Post.number)
        .limit(limit)
    ).all()
    uploads = uploads_of(session, [(version_id, html) for _, version_id, html, *_ in rows])
    return tuple(
        ApiPost(
            post.id,
            post.place or 0,
            name,
            post.badge,
            html,
            source,
            post.created_at,
            mark is not None,
            uploads.get(version_id, ()),
        )
        for post, version_id, html, source, name, mark in rows
    )
