"""Newer words: what customers wrote or changed after a version; its reader opens that before approving."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.versions import Version
from community.policy.newer_words import written_since
from community.queries.authors import AuthorCard, author_card
from community.queries.diff_tables import DiffTable, table_of
from community.queries.uploads import UploadCard, uploads_of, without


@dataclass(frozen=True, slots=True)
class NewerWord:
    """A post that a customer wrote or changed after the version being read."""

    version_id: int
    """The customer's newest words in it; an approval names those that were opened."""
    is_question: bool
    person: AuthorCard
    at: dt.datetime
    html: str
    uploads: tuple[UploadCard, ...]
    diff: DiffTable | None
    """Against what stood there when the version was written, title and all; None for a new post."""
    uploads_on: tuple[UploadCard, ...]
    uploads_off: tuple[UploadCard, ...]
    """What it carries now and did not then, and the other way round."""


def newer_words(session: Session, thread_id: int, since: dt.datetime) -> tuple[NewerWord, ...]:
    """Return what was written or changed after `since` in a thread that the caller may see, in its order."""
    rows = session.execute(_posts(thread_id, since)).all()
    versions = [version for *_, now, then in rows for version in (now, then) if version is not None]
    uploads = uploads_of(session, [(version.id, version.html) for version in versions])
    words = []
    for newest_id, at, number, who, now, then in rows:
        carries = uploads.get(now.id, ())
        carried = uploads.get(then.id, ()) if then else carries
        words.append(
            NewerWord(
                version_id=newest_id,
                is_question=number == 1,
                person=author_card(who.id, who.name, None, has_profile=who.has_account),
                at=at,
                html=now.html,
                uploads=carries,
                diff=table_of(_text(then), _text(now)) if then else None,
                uploads_on=without(carries, carried),
                uploads_off=without(carried, carries),
            )
        )
    return tuple(words)


def _posts(
    thread_id: int, since: dt.datetime
) -> Select[int, dt.datetime, int, Participant, Version, Version]:
    """The posts with a customer's newest words and when they came, as they are now and were at `since`."""
    newest = (
        select(
            Post.id,
            func.max(PostRevision.version_id).label("version_id"),
            func.max(PostRevision.created_at).label("at"),
        )
        .where(written_since(thread_id, since))
        .group_by(Post.id)
        .subquery()
    )
    live, before, older = aliased(PostRevision), aliased(PostRevision), aliased(PostRevision)
    now, then = aliased(Version), aliased(Version)
    stood = select(func.max(older.number)).where(older.post_id == Post.id, older.created_at <= since)
    return (
        select(newest.c.version_id, newest.c.at, Post.number, Participant, now, then)
        .join(Post, Post.id == newest.c.id)
        .join(Participant, Participant.id == Post.author_id)
        .join(live, and_(live.post_id == Post.id, live.number == Post.current_revision))
        .join(now, now.id == live.version_id)
        .outerjoin(before, and_(before.post_id == Post.id, before.number == stood.scalar_subquery()))
        .outerjoin(then, then.id == before.version_id)
        .order_by(Post.id)
    )


def _text(version: Version) -> str:
    return f"{version.title}\n\n{version.source}" if version.title else version.source
