"""Four eyes: what staff wrote is public only with the proof of exactly the words that are shown."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from community.model.posts import Post, PostRevision
from community.model.readings import LaterReading
from community.model.threads import Thread
from community.model.uploads import Upload, VersionUpload
from community.model.versions import (
    Outcome,
    Reading,
    Redaction,
    Release,
    ReleaseKind,
    Version,
    VersionObligation,
    VersionTag,
)
from community.text.digests import version_digest

_LIVE = and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
_CHUNK = 500


def posts_without_live_text() -> Select[int]:
    """Posts whose current revision, or the version it shows, is not there."""
    return (
        select(Post.id)
        .outerjoin(PostRevision, _LIVE)
        .outerjoin(Version, Version.id == PostRevision.version_id)
        .where(Version.id.is_(None))
    )


def staff_posts_without_release() -> Select[int]:
    """Posts showing words of staff without a release of exactly the version shown."""
    return (
        select(Post.id)
        .join(PostRevision, _LIVE)
        .join(Version, Version.id == PostRevision.version_id)
        .outerjoin(
            Release,
            and_(Release.id == PostRevision.release_id, Release.version_id == PostRevision.version_id),
        )
        .where(or_(Post.by_staff, PostRevision.by_staff, Version.by_staff), Release.id.is_(None))
    )


def titles_that_differ() -> Select[int]:
    """Threads whose title is not that of its version, or one of staff without a release of that version."""
    return (
        select(Thread.id)
        .outerjoin(Version, Version.id == Thread.title_version_id)
        .outerjoin(
            Release,
            and_(Release.id == Thread.title_release_id, Release.version_id == Thread.title_version_id),
        )
        .where(
            or_(
                Version.id.is_(None),
                Version.title.is_(None),
                Version.title != Thread.title,
                and_(or_(Thread.title_by_staff, Version.by_staff), Release.id.is_(None)),
            )
        )
    )


def releases_unproven() -> Select[int]:
    """Releases that say somebody read, without the approval of as many others as were required."""
    first, second = aliased(Reading), aliased(Reading)
    return (
        select(Release.id)
        .join(Version, Version.id == Release.version_id)
        .outerjoin(first, first.id == Release.first_reading_id)
        .outerjoin(second, second.id == Release.second_reading_id)
        .where(
            Release.kind == ReleaseKind.read,
            or_(
                Release.readers_required < 1,
                _proves_nothing(first, Release.first_reader_id),
                and_(
                    Release.readers_required > 1,
                    or_(
                        _proves_nothing(second, Release.second_reader_id),
                        first.reader_id == second.reader_id,
                    ),
                ),
            ),
        )
    )


def broken_glass_unowed() -> Select[int]:
    """Releases past the readers that nobody is owed a later reading for, or whose reader is their editor."""
    return (
        select(Release.id)
        .outerjoin(LaterReading, LaterReading.release_id == Release.id)
        .outerjoin(Reading, Reading.id == LaterReading.reading_id)
        .where(
            Release.kind == ReleaseKind.break_glass,
            or_(
                LaterReading.release_id.is_(None),
                LaterReading.reader_id == LaterReading.editor_id,
                and_(
                    LaterReading.closed_at.is_not(None),
                    LaterReading.replaced_by_id.is_(None),
                    or_(Reading.id.is_(None), Reading.outcome != Outcome.approved),
                ),
            ),
        )
    )


def digests_that_differ(session: Session) -> Iterator[int]:
    """Yield the versions shown or released whose words or circumstances are not those that were read.

    A redacted version is the one exception, and logged.
    """
    shown = select(PostRevision.version_id).union(select(Release.version_id))
    redacted = select(Redaction.version_id)
    last = 0
    while True:
        versions = session.scalars(
            select(Version)
            .where(Version.id > last, Version.id.in_(shown), Version.id.not_in(redacted))
            .order_by(Version.id)
            .limit(_CHUNK)
        ).all()
        if not versions:
            return
        last = versions[-1].id
        numbers = [version.id for version in versions]
        obligations = _grouped(
            session,
            select(VersionObligation.version_id, VersionObligation.obligation_id).where(
                VersionObligation.version_id.in_(numbers)
            ),
        )
        tags = _grouped(
            session,
            select(VersionTag.version_id, VersionTag.tag_id).where(VersionTag.version_id.in_(numbers)),
        )
        uploads = _uploads(session, numbers)
        for version in versions:
            number = version.id
            parts = obligations.get(number, []), tags.get(number, []), uploads.get(number, [])
            if version.digest != _digest(version, *parts):
                yield number
        session.expunge_all()


def _proves_nothing(reading: type[Reading], reader: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    return or_(
        reading.id.is_(None),
        reading.version_id != Release.version_id,
        reading.reader_id != reader,
        reading.reader_id == Version.editor_id,
        reading.outcome != Outcome.approved,
    )


def _digest(
    version: Version, obligations: list[int], tags: list[int], uploads: list[tuple[str, str, str]]
) -> str:
    return version_digest(
        title=version.title,
        source=version.source,
        html=version.html,
        where=(version.board_id, version.thread_id, version.post_id),
        asks_details=version.asks_details,
        obligations=obligations,
        tags=tags,
        uploads=uploads,
    )


def _uploads(session: Session, versions: list[int]) -> dict[int, list[tuple[str, str, str]]]:
    rows = session.execute(
        select(VersionUpload.version_id, Upload.public_id, Upload.name, Upload.digest)
        .join(Upload, Upload.id == VersionUpload.upload_id)
        .where(VersionUpload.version_id.in_(versions))
        .order_by(VersionUpload.version_id, VersionUpload.position)
    )
    found: dict[int, list[tuple[str, str, str]]] = {}
    for version_id, *upload in rows:
        found.setdefault(version_id, []).append((upload[0], upload[1], upload[2]))
    return found


def _grouped(session: Session, pairs: Select[int, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for version_id, other_id in session.execute(pairs):
        found.setdefault(version_id, []).append(other_id)
    return found
