"""Notes at the paragraphs of a draft's versions, and who reads along."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import clock
from community.model.drafts import Draft
from community.model.members import Participant
from community.model.readings import ReadingLease, ReadingNote
from community.model.versions import Version
from community.policy.actors import Actor
from community.queries.authors import AuthorCard, author_card
from community.text.diff import unchanged_paragraphs

LEASE = dt.timedelta(minutes=10)
"""How long somebody counts as reading after their page last said so."""


@dataclass(frozen=True, slots=True)
class ParagraphNote:
    """A reader's note at a paragraph, for the team."""

    version: int
    paragraph: int
    author: AuthorCard
    own: bool
    body: str
    at: dt.datetime
    settled_by: str
    """Who wrote the version in which the paragraph reads otherwise; empty while it stands."""


def paragraph_notes(session: Session, actor: Actor, draft: Draft) -> tuple[ParagraphNote, ...]:
    """Return the notes of a draft the caller may see, in the order of the text."""
    rows = session.execute(
        select(ReadingNote, Version, Participant)
        .join(Version, Version.id == ReadingNote.version_id)
        .join(Participant, Participant.id == ReadingNote.author_id)
        .where(Version.draft_id == draft.id)
        .order_by(Version.number, ReadingNote.paragraph, ReadingNote.id)
    ).all()
    if not rows:
        return ()
    newest, editor = session.execute(
        select(Version, Participant.name)
        .join(Participant, Participant.id == Version.editor_id)
        .where(Version.draft_id == draft.id, Version.number == draft.versions_made)
    ).one()
    kept = {
        version.number: unchanged_paragraphs(version.source, newest.source)
        for version in {version.id: version for _, version, _ in rows}.values()
    }
    return tuple(
        ParagraphNote(
            version=version.number,
            paragraph=note.paragraph,
            author=author_card(who.id, who.name, "Team", has_profile=True),
            own=who.id == actor.id,
            body=note.body,
            at=note.written_at,
            settled_by="" if note.paragraph in kept[version.number] else editor,
        )
        for note, version, who in rows
    )


def others_reading(session: Session, actor: Actor, draft_id: int) -> tuple[str, ...]:
    """Return the names of those who have a draft open besides the viewer, by name."""
    names = (
        select(Participant.name)
        .join(ReadingLease, ReadingLease.reader_id == Participant.id)
        .where(ReadingLease.draft_id == draft_id, ReadingLease.reader_id != actor.id)
        .where(ReadingLease.renewed_at > clock.now() - LEASE)
        .order_by(Participant.name)
    )
    return tuple(session.scalars(names))
