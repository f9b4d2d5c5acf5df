"""Staff write: every text becomes a draft with versions, and waits for a reader."""

from collections.abc import Sequence

from sqlalchemy import select

from community import access, clock, events
from community.commands.audit import write_audit
from community.commands.later_readings import open_of_post
from community.commands.obligations import standing
from community.commands.reading_rules import rule_for
from community.commands.releases import release_unread
from community.commands.sight import insist_on_no_open_edit, is_hidden
from community.commands.submissions import Submitted, claim
from community.commands.threads import known_tags
from community.commands.uploads import carried, live_version
from community.commands.versions import Target, Words, latest_version, tags_of, write_version
from community.model.boards import BoardKind
from community.model.drafts import Draft, DraftKind, DraftState
from community.model.obligations import ObligationKind
from community.model.threads import Thread, ThreadKind
from community.model.versions import Version, VersionObligation
from community.policy.actors import Actor
from community.policy.posts import may_edit
from community.policy.reading import may_revise
from community.policy.rights import permitted
from community.policy.threads import may_open
from community.policy.verdicts import Refused, insist
from community.work import Work


def draft_reply(
    work: Work,
    actor: Actor,
    thread_id: int,
    *,
    source: str,
    obligations: Sequence[int] | None = None,
    asks_details: bool = False,
    uploads: Sequence[str] = (),
    key: str | None = None,
) -> Submitted:
    """Give a reply to be read; it answers `obligations`, by default all that is owed to the asker.

    Raises Absent, or Refused: not_allowed, thread_hidden, and what versions.write_version refuses.
    """
    insist(permitted(actor, "draft_reply"))
    thread = access.thread(work.session, actor, thread_id, lock=True)
    claimed = claim(work, actor, key)
    if claimed.earlier:
        return claimed.earlier
    if is_hidden(work, thread):
        raise Refused("thread_hidden")
    answers = _answered(work, thread, obligations)
    carries = carried(work, actor, source, uploads)
    words = Words(source=source, asks_details=asks_details, obligations=answers, uploads=carries)
    target = Target(thread.board_id, thread.id)
    return claimed.settle(_submit(work, actor, DraftKind.reply, words, target))


def draft_thread(
    work: Work,
    actor: Actor,
    board_slug: str,
    *,
    title: str,
    source: str,
    kind: ThreadKind,
    tags: Sequence[str] = (),
    uploads: Sequence[str] = (),
    key: str | None = None,
) -> Submitted:
    """Give a new thread of the company to be read. Raises as threads.ask."""
    board = access.board(work.session, actor, board_slug)
    insist(permitted(actor, "open_thread_as_staff"))
    claimed = claim(work, actor, key)
    if claimed.earlier:
        return claimed.earlier
    kinds = frozenset(work.session.scalars(select(BoardKind.kind).where(BoardKind.board_id == board.id)))
    insist(may_open(actor, kind.value, kinds))
    carries = carried(work, actor, source, uploads)
    words = Words(source=source, title=title, tags=known_tags(work, tags), uploads=carries)
    return claimed.settle(_submit(work, actor, DraftKind.thread, words, Target(board.id), kind.value))


def draft_edit(
    work: Work,
    actor: Actor,
    post_id: int,
    *,
    source: str,
    title: str | None = None,
    after: int | None = None,
    uploads: Sequence[str] | None = None,
    key: str | None = None,
) -> Submitted:
    """Give a new text of a published post to be read; the old one stays. `after` names the revision edited.

    Raises Absent, or Refused: not_allowed, not_yours, hidden, changed, edit_waiting, and as versions.write_version.
    """
    post, thread = access.post(work.session, actor, post_id, lock=True)
    insist(permitted(actor, "draft_edit"))
    claimed = claim(work, actor, key)
    if claimed.earlier:
        return claimed.earlier
    hidden = post.place is None or is_hidden(work, thread)
    # Who may read what appeared unread may also put something better in its place.
    reads = permitted(actor, "read_draft") and open_of_post(work, post.id)
    author_id = actor.known() if reads else post.author_id
    insist(may_edit(actor, author_id=author_id, hidden=hidden, closed=False))
    if after is not None and after != post.current_revision:
        raise Refused("changed")
    insist_on_no_open_edit(work, actor, post)
    carries = carried(work, actor, source, uploads, live_version(work, post))
    words = Words(source=source, title=(title or thread.title) if post.number == 1 else None, uploads=carries)
    target = Target(thread.board_id, thread.id, post.id)
    return claimed.settle(_submit(work, actor, DraftKind.edit, words, target))


def revise_draft(
    work: Work,
    actor: Actor,
    draft_id: int,
    *,
    after: int,
    source: str,
    title: str | None = None,
    obligations: Sequence[int] | None = None,
    asks_details: bool | None = None,
    uploads: Sequence[str] | None = None,
) -> Version:
    """Write the next version of a draft after version number `after`; it needs a new reading.

    A reader who does so becomes its editor. None keeps what the last version said.
    Raises Absent, or Refused: not_allowed, not_open, changed (somebody wrote one meanwhile).
    """
    draft = access.draft(work.session, actor, draft_id, lock=True)
    insist(may_revise(actor, author_id=draft.author_id))
    # A customer's text came back to the customer: nobody else puts words into it.
    if not draft.by_staff or draft.state not in (DraftState.awaiting_reader, DraftState.returned):
        raise Refused("not_open")
    if draft.versions_made != after:
        raise Refused("changed")
    last = latest_version(work, draft)
    answers = _kept(work, last)
    if obligations is not None and draft.thread_id is not None:
        answers = _answered(work, access.thread(work.session, actor, draft.thread_id), obligations)
    words = Words(
        source=source,
        # Only what opens a thread has a title; one given with a reply would be read and never shown.
        title=last.title if title is None or last.title is None else title,
        asks_details=last.asks_details if asks_details is None else asks_details,
        obligations=answers,
        tags=tags_of(work, last),
        uploads=carried(work, actor, source, uploads, last.id),
    )
    version = write_version(work, actor, words, Target(last.board_id, last.thread_id, last.post_id), draft)
    draft.state, draft.submitted_at = DraftState.awaiting_reader, clock.now()
    work.record(events.DraftSubmitted(draft.id))
    return version


def withdraw_draft(work: Work, actor: Actor, draft_id: int) -> Draft:
    """Take an own draft back before it is published. Raises Absent, or Refused: not_allowed, not_yours, not_open."""
    insist(permitted(actor, "withdraw_draft"))
    draft = access.draft(work.session, actor, draft_id, lock=True)
    if draft.author_id != actor.id:
        raise Refused("not_yours")
    if draft.state not in (DraftState.awaiting_reader, DraftState.returned):
        raise Refused("not_open")
    draft.state, draft.decided_by_id = DraftState.withdrawn, actor.id
    write_audit(work, actor, "draft.withdrawn", "draft", draft.id)
    return draft


def _submit(
    work: Work, actor: Actor, kind: DraftKind, words: Words, target: Target, thread_kind: str = ""
) -> Submitted:
    now = clock.now()
    draft = Draft(
        kind=kind,
        state=DraftState.awaiting_reader,
        author_id=actor.known(),
        by_staff=True,
        badge=actor.badge or "Team",
        board_id=target.board_id,
        thread_id=target.thread_id,
        post_id=target.post_id,
        thread_kind=thread_kind,
        versions_made=0,
        created_at=now,
        submitted_at=now,
    )
    work.session.add(draft)
    work.session.flush()
    version = write_version(work, actor, words, target, draft)
    rule = rule_for(work, draft, version)
    if rule.readers == 0:
        post = release_unread(work, actor, draft, version, rule)
        return Submitted(post.thread_id, post.id, draft.id)
    work.record(events.DraftSubmitted(draft.id))
    return Submitted(thread_id=target.thread_id, draft_id=draft.id)


def _answered(work: Work, thread: Thread, chosen: Sequence[int] | None) -> tuple[int, ...]:
    owed = standing(work, thread_id=thread.id, kind=ObligationKind.answer)
    if chosen is None:
        asked = tuple(row.id for row in owed if row.owed_to_id == thread.author_id)
        # Nobody addressed in particular: whoever has waited longest is meant.
        return asked or tuple(row.id for row in owed[:1])
    return tuple(row.id for row in owed if row.id in set(chosen))


def _kept(work: Work, version: Version) -> tuple[int, ...]:
    chosen = select(VersionObligation.obligation_id).where(VersionObligation.version_id == version.id)
    return tuple(work.session.scalars(chosen))
