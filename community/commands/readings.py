"""The second pair of eyes: approve exactly the version that was read, or give it back."""

from collections.abc import Container
from dataclasses import dataclass

from sqlalchemy import func, select

from community import access, clock, events
from community.commands.reading_notes import notes_by
from community.commands.reading_rules import rule_for
from community.commands.releases import release_read
from community.commands.sight import is_hidden
from community.commands.versions import latest_version
from community.model.drafts import Draft, DraftState
from community.model.posts import Post, PostRevision
from community.model.threads import Thread
from community.model.versions import Outcome, Reading, Version
from community.policy.actors import Actor
from community.policy.newer_words import written_since
from community.policy.reading import counts_as_reader, may_read_version, may_return_version
from community.policy.verdicts import Refused, insist
from community.work import Work


@dataclass(frozen=True, slots=True)
class Approval:
    """What an approval led to: the post, or None while another reader is needed."""

    draft_id: int
    post_id: int | None
    approvals: int
    required: int


def approve_version(
    work: Work, actor: Actor, draft_id: int, version_id: int, *, seen: Container[int] = ()
) -> Approval:
    """Approve the version `version_id`, the newest of its draft; publish it once enough have.

    `seen` are the versions of customers' newer words that the reader has opened besides it. Raises Absent, or Refused:
    not_allowed, own_version, token_scope, not_open, changed, already_read, thread_hidden, newer_words (the asker, or
    somebody who waits, wrote after the version, and the reader has not opened it), changed_words (a customer changed
    what stands in the thread after the version, likewise).
    """
    draft, version = _to_read(work, actor, draft_id, version_id)
    actor = _as_of_now(work, actor)
    insist(may_read_version(actor, editor_id=version.editor_id, author_id=draft.author_id))
    _insist_on_seen(work, draft, version, seen)
    rule = rule_for(work, draft, version)
    # A text that waited for a reader is read, also where the rule was relaxed meanwhile.
    required = max(1, rule.readers)
    counting = _counting(work, draft, version)
    # Nothing goes out by itself once fewer are asked for: somebody who approved lets it out.
    if len(counting) < required or actor.id not in {reading.reader_id for reading in counting}:
        _write_reading(work, actor, version, Outcome.approved, "")
        counting = _counting(work, draft, version)
    if len(counting) < required:
        return Approval(draft.id, None, len(counting), required)
    post: Post = release_read(work, actor, draft, version, rule, counting[:required])
    return Approval(draft.id, post.id, len(counting), required)


def return_version(work: Work, actor: Actor, draft_id: int, version_id: int, comment: str) -> Draft:
    """Give a version back to its author with a comment; notes at its paragraphs are one.

    Raises Absent, or Refused: comment_missing, and as approve_version.
    """
    draft, version = _to_read(work, actor, draft_id, version_id)
    comment = (comment.strip() or notes_by(work, actor, version))[:4000]
    if not comment:
        raise Refused("comment_missing")
    actor = _as_of_now(work, actor)
    insist(may_return_version(actor, editor_id=version.editor_id, author_id=draft.author_id))
    _write_reading(work, actor, version, Outcome.returned, comment)
    draft.state = DraftState.returned
    work.record(events.DraftReturned(draft.id))
    return draft


def _to_read(work: Work, actor: Actor, draft_id: int, version_id: int) -> tuple[Draft, Version]:
    draft = access.draft(work.session, actor, draft_id, lock=True)
    if draft.state is not DraftState.awaiting_reader:
        raise Refused("not_open")
    version = latest_version(work, draft)
    if version.id != version_id:
        raise Refused("changed")
    if draft.thread_id is not None and is_hidden(work, work.session.get_one(Thread, draft.thread_id)):
        raise Refused("thread_hidden")
    return draft, version


def _insist_on_seen(work: Work, draft: Draft, version: Version, seen: Container[int]) -> None:
    """An answer to what a customer has meanwhile taken back, added to or changed may be wrong by now."""
    if draft.thread_id is None:
        return
    newest = work.session.execute(
        select(func.max(PostRevision.version_id), func.max(PostRevision.number))
        .where(written_since(draft.thread_id, version.created_at))
        .group_by(Post.id)
    )
    unseen = [number for version_id, number in newest if version_id not in seen]
    if unseen:
        raise Refused("newer_words" if 1 in unseen else "changed_words")


def _write_reading(work: Work, actor: Actor, version: Version, outcome: Outcome, comment: str) -> None:
    mine = select(Reading.id).where(Reading.version_id == version.id, Reading.reader_id == actor.known())
    if work.session.scalar(mine) is not None:
        raise Refused("already_read")
    work.session.add(
        Reading(
            version_id=version.id,
            editor_id=version.editor_id,
            reader_id=actor.known(),
            outcome=outcome,
            comment=comment,
            read_at=clock.now(),
        )
    )
    work.session.flush()


def _as_of_now(work: Work, actor: Actor) -> Actor:
    """Return `actor` as the account stands under the lock: the right may be gone since the page was opened."""
    return access.actor(work.session, actor.known(), actor.token)


def _counting(work: Work, draft: Draft, version: Version) -> list[Reading]:
    """Return the approvals that still count: who lost the right before publication has not read."""
    statement = select(Reading).where(Reading.version_id == version.id, Reading.outcome == Outcome.approved)
    counting = []
    for reading in work.session.scalars(statement.order_by(Reading.id)):
        reader = access.actor(work.session, reading.reader_id)
        if counts_as_reader(
            reader.rights,
            reader.is_staff,
            reader_id=reading.reader_id,
            editor_id=version.editor_id,
            author_id=draft.author_id,
        ):
            counting.append(reading)
    return counting
