"""Writes versions: the exact words, rendered once, with everything a reader approves."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from community import clock
from community.commands.references import references_in
from community.model.drafts import Draft
from community.model.uploads import Upload, UploadKind, VersionUpload
from community.model.versions import Version, VersionObligation, VersionTag
from community.policy.actors import Actor
from community.policy.verdicts import Refused
from community.text.digests import version_digest
from community.text.file_names import upload_path
from community.text.markdown import Image, TooLong, render
from community.text.plain import excerpt
from community.text.references import References
from community.text.titles import BadTitle, clean_title
from community.work import Work


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote: Markdown, the title if it opens a thread, what it asks or answers, and what it carries."""

    source: str
    title: str | None = None
    asks_details: bool = False
    obligations: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """Where the words are meant to go: a board (a new thread), a thread (a reply) or a post (an edit)."""

    board_id: int
    thread_id: int | None = None
    post_id: int | None = None


# Not frozen, as that makes each three times as long to make.
@dataclass(slots=True)
class PastVersion:
    """The first version of a customer's text from another system, with an attribute for each column."""

    id: int
    editor_id: int
    title: str | None
    source: str
    html: str
    excerpt: str
    digest: str
    board_id: int
    thread_id: int | None
    created_at: dt.datetime
    draft_id: ClassVar[None] = None
    post_id: ClassVar[None] = None
    number: ClassVar[int] = 1
    by_staff: ClassVar[bool] = False
    asks_details: ClassVar[bool] = False


def write_version(
    work: Work, editor: Actor, words: Words, target: Target, draft: Draft | None = None
) -> Version:
    """Write the next version of `draft`, or a version of its own, and return it.

    Raises Refused: the codes of text.titles.BadTitle, body_missing, body_long.
    """
    title = checked_title(words.title)
    html = checked_html(words.source, words.uploads, references_in(work.session, words.source))
    version = Version(
        draft_id=draft.id if draft else None,
        number=draft.versions_made + 1 if draft else 1,
        editor_id=editor.known(),
        by_staff=editor.is_staff,
        title=title,
        source=words.source,
        html=html,
        excerpt=excerpt(html, 160),
        digest=version_digest(
            title=title,
            source=words.source,
            html=html,
            where=(target.board_id, target.thread_id, target.post_id),
            asks_details=words.asks_details,
            obligations=words.obligations,
            tags=words.tags,
            uploads=[(upload.public_id, upload.name, upload.digest) for upload in words.uploads],
        ),
        board_id=target.board_id,
        thread_id=target.thread_id,
        post_id=target.post_id,
        asks_details=words.asks_details,
        created_at=clock.now(),
    )
    work.session.add(version)
    work.session.flush()
    if draft:
        draft.versions_made = version.number
    for obligation_id in words.obligations:
        work.session.add(VersionObligation(version_id=version.id, obligation_id=obligation_id))
    for tag_id in words.tags:
        work.session.add(VersionTag(version_id=version.id, tag_id=tag_id))
    for position, upload in enumerate(words.uploads, 1):
        work.session.add(VersionUpload(version_id=version.id, upload_id=upload.id, position=position))
    work.session.flush()
    return version


def latest_version(work: Work, draft: Draft) -> Version:
    """Return the newest version of `draft`."""
    statement = select(Version).where(Version.draft_id == draft.id, Version.number == draft.versions_made)
    return work.session.scalars(statement).one()


def tags_of(work: Work, version: Version) -> tuple[int, ...]:
    """Return the ids of the tags that the version's thread gets."""
    return tuple(work.session.scalars(select(VersionTag.tag_id).where(VersionTag.version_id == version.id)))


def past_version(
    version_id: int,
    *,
    editor_id: int,
    at: dt.datetime,
    board_id: int,
    thread_id: int | None,
    title: str | None,
    source: str,
    html: str,
    opening: str,
    tags: tuple[int, ...] = (),
) -> PastVersion:
    """Return, not yet written, the version of a customer's text from another system, dated as it was there.

    `html` is given, as it may be the sanitised original where `source` can't say all of it, and its first
    words `opening`, which a worker found. Whoever writes it writes `tags` too.
    """
    where = (board_id, thread_id, None)
    return PastVersion(
        id=version_id,
        editor_id=editor_id,
        title=title,
        source=source,
        html=html,
        excerpt=opening,
        digest=version_digest(title=title, source=source, html=html, where=where, tags=tags),
        board_id=board_id,
        thread_id=thread_id,
        created_at=at,
    )


def checked_title(raw: str | None) -> str | None:
    """Return the cleaned title. Raises Refused with the code of text.titles."""
    if raw is None:
        return None
    try:
        return clean_title(raw)
    except BadTitle as error:
        raise Refused(f"title_{error.code}") from error


def checked_html(source: str, uploads: Sequence[Upload] = (), named: References | None = None) -> str:
    """Render `source` with the images among `uploads` and links to what is `named` in it.

    Raises Refused: body_missing where nothing is left to read, body_long.
    """
    if not source.strip():
        raise Refused("body_missing")
    try:
        html = render(source, images=shown_images(uploads), named=named)
    except TooLong as error:
        raise Refused("body_long") from error
    if not html.strip():
        raise Refused("body_missing")
    return html


def shown_images(uploads: Sequence[Upload]) -> dict[str, Image]:
    """Return the images among `uploads` by public id, as a text shows them."""
    return {
        upload.public_id: Image(
            upload_path(upload.public_id, upload.name), upload.name, upload.width or 0, upload.height or 0
        )
        for upload in uploads
        if upload.kind is UploadKind.image
    }
