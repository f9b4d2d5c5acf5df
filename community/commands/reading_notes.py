"""Readers write at a paragraph, and say that they have a draft open."""

import datetime as dt

from sqlalchemy import select

from community import access, clock
from community.commands.versions import latest_version
from community.model.drafts import DraftState
from community.model.readings import ReadingLease, ReadingNote
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.reading import may_read_version
from community.policy.verdicts import Refused, insist
from community.text.diff import paragraphs
from community.work import Work

LONGEST = 1000
"""Characters of a note; what needs more is a talk."""


def note_paragraph(
    work: Work, actor: Actor, draft_id: int, version_id: int, paragraph: int, body: str
) -> ReadingNote:
    """Write a note at a paragraph of the newest version, for the team alone.

    Raises Absent, or Refused: what policy.reading.may_read_version says, not_open, changed, note_missing, bad_value.
    """
    draft = access.draft(work.session, actor, draft_id, lock=True)
    if draft.state is not DraftState.awaiting_reader:
        raise Refused("not_open")
    version = latest_version(work, draft)
    insist(may_read_version(actor, editor_id=version.editor_id, author_id=draft.author_id))
    if version.id != version_id:
        raise Refused("changed")
    body = body.replace("\r\n", "\n").strip()[:LONGEST]
    if not body:
        raise Refused("note_missing")
    if not 0 <= paragraph < len(paragraphs(version.source)):
        raise Refused("bad_value")
    note = ReadingNote(
        version_id=version.id,
        paragraph=paragraph,
        author_id=actor.known(),
        body=body,
        written_at=clock.now(),
    )
    work.session.add(note)
    work.session.flush()
    return note


def notes_by(work: Work, actor: Actor, version: Version) -> str:
    """Return what `actor` noted at a version, one line each; a return may say no more than that."""
    notes = select(ReadingNote.body).where(
        ReadingNote.version_id == version.id, ReadingNote.author_id == actor.id
    )
    return "\n".join(work.session.scalars(notes.order_by(ReadingNote.paragraph, ReadingNote.id)))


def keep_lease(work: Work, actor: Actor, draft_id: int) -> dt.datetime:
    """Say that `actor` has a draft of a colleague open to read it; it holds for some minutes and blocks nobody.

    Raises Absent, or Refused: what policy.reading.may_read_version says, not_open.
    """
    draft = access.draft(work.session, actor, draft_id)
    if not draft.by_staff:
        raise access.Absent
    if draft.state is not DraftState.awaiting_reader:
        raise Refused("not_open")
    insist(
        may_read_version(actor, editor_id=latest_version(work, draft).editor_id, author_id=draft.author_id)
    )
    now = clock.now()
    lease = ReadingLease(draft_id=draft.id, reader_id=actor.known(), renewed_at=now)
    work.session.merge(lease)
    return now
