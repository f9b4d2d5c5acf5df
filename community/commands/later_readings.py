"""What appeared unread is owed a reader: opened with the broken glass, closed by an approval or a replacement."""

from collections.abc import Sequence

from sqlalchemy import select

from community import access, clock
from community.commands.audit import write_audit
from community.model.posts import PostRevision
from community.model.readings import LaterReading
from community.model.versions import Outcome, Reading, Release, ReleaseKind, Version
from community.policy.actors import Actor
from community.policy.reading import may_read_later
from community.policy.verdicts import Refused, insist
from community.work import Work


def owe_reading(work: Work, release: Release, version: Version) -> None:
    """Open it, before the text of a broken-glass `release` appears."""
    work.session.add(
        LaterReading(
            release_id=release.id,
            version_id=version.id,
            editor_id=version.editor_id,
            opened_at=clock.now(),
        )
    )
    work.session.flush()


def read_later(work: Work, actor: Actor, draft_id: int) -> LaterReading:
    """Approve, as a reader, a text that has appeared unread. Who wrote it never does.

    Raises Absent, or Refused: not_open, own_version, not_allowed, token_scope, already_read.
    """
    draft = access.draft(work.session, actor, draft_id, lock=True)
    actor = access.actor(work.session, actor.known(), actor.token)
    owed = work.session.scalars(
        select(LaterReading)
        .join(Release, Release.id == LaterReading.release_id)
        .where(Release.draft_id == draft.id, LaterReading.closed_at.is_(None))
    ).one_or_none()
    if owed is None:
        raise Refused("not_open")
    insist(may_read_later(actor, editor_id=owed.editor_id))
    mine = select(Reading.id).where(Reading.version_id == owed.version_id, Reading.reader_id == actor.id)
    if work.session.scalar(mine) is not None:
        raise Refused("already_read")
    reading = Reading(
        version_id=owed.version_id,
        editor_id=owed.editor_id,
        reader_id=actor.known(),
        outcome=Outcome.approved,
        read_at=clock.now(),
    )
    work.session.add(reading)
    work.session.flush()
    owed.closed_at, owed.reader_id, owed.reading_id = clock.now(), actor.id, reading.id
    write_audit(work, actor, "draft.read_later", "draft", draft.id, version=owed.version_id)
    return owed


def settle_by_replacement(work: Work, release: Release, version: Version, post_id: int) -> None:
    """Close what is owed a post's earlier texts once one that was read stands in their place."""
    if release.kind is not ReleaseKind.read:
        return
    for owed in open_of_post(work, post_id):
        # At least one of those who wrote and read the new text is not the editor of the old one.
        people = (release.first_reader_id, release.second_reader_id, version.editor_id)
        owed.reader_id = next(person for person in people if person not in (None, owed.editor_id))
        owed.closed_at, owed.replaced_by_id = clock.now(), release.id


def open_of_post(work: Work, post_id: int) -> Sequence[LaterReading]:
    """Return what is still owed for texts of a post."""
    return work.session.scalars(
        select(LaterReading)
        .join(PostRevision, PostRevision.version_id == LaterReading.version_id)
        .where(PostRevision.post_id == post_id, LaterReading.closed_at.is_(None))
    ).all()
