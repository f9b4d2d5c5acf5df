"""Holds a customer's text until a moderator decided: approve it, or refuse it with a reason."""

from community import access, clock, events
from community.commands.audit import write_audit
from community.commands.clauses import reason_of
from community.commands.field_values import carry_values
from community.commands.mail_wishes import stop_mails
from community.commands.obligations import close, open_review, pause, resume, review_becomes_answer, standing
from community.commands.publishing import author_of, publish_reply, publish_revision, publish_thread
from community.commands.sight import is_hidden
from community.commands.submissions import Submitted
from community.commands.versions import Target, Words, latest_version, write_version
from community.model.drafts import Draft, DraftKind, DraftState
from community.model.obligations import ClosedBy, OpenedBy
from community.model.posts import Post
from community.model.threads import ThreadKind
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def hold(
    work: Work,
    actor: Actor,
    kind: DraftKind,
    words: Words,
    target: Target,
    needs: OpenedBy | None,
    *,
    because: str,
    thread_kind: str = "",
    board_unknown: bool = False,
    unmailed: bool = False,
) -> Submitted:
    """Keep a customer's text as a held draft, with the obligation to review it.

    `because` is what policy.threads.held_because said.
    """
    now = clock.now()
    draft = Draft(
        kind=kind,
        state=DraftState.held,
        author_id=actor.known(),
        by_staff=False,
        board_id=target.board_id,
        thread_id=target.thread_id,
        post_id=target.post_id,
        thread_kind=thread_kind,
        needs=needs.value if needs else "",
        board_unknown=board_unknown,
        unmailed=unmailed,
        held_because=because,
        versions_made=0,
        created_at=now,
        submitted_at=now,
    )
    work.session.add(draft)
    work.session.flush()
    write_version(work, actor, words, target, draft)
    open_review(work, owed_to_id=actor.known(), thread_id=target.thread_id, draft_id=draft.id)
    work.record(events.DraftSubmitted(draft.id))
    return Submitted(thread_id=target.thread_id, draft_id=draft.id)


def approve_held(work: Work, actor: Actor, draft_id: int, version_id: int) -> Post:
    """Publish a held text as it was read, in the version `version_id`.

    Raises Absent, or Refused: not_allowed, own_version, not_open, thread_hidden, changed (by its author, or what it
    edits was).
    """
    draft, version = _to_decide(work, actor, draft_id, version_id)
    post = _publish(work, actor, draft, version)
    draft.state, draft.decided_by_id = DraftState.published, actor.id
    reviews = standing(work, draft_id=draft.id)
    for review in reviews:
        if draft.needs:
            cause = OpenedBy(draft.needs)
            review_becomes_answer(work, review, thread_id=post.thread_id, post_id=post.id, cause=cause)
    if not draft.needs:
        close(work, reviews, ClosedBy.reviewed, member_id=actor.id)
    write_audit(work, actor, "held.approved", "draft", draft.id)
    return post


def return_held(work: Work, actor: Actor, draft_id: int, version_id: int, reason: str) -> Draft:
    """Give a held text back to its author, who changes it and sends it again; the wait for a review rests.

    Raises as approve_held, and Refused: reason_missing, clause_unknown.
    """
    draft, _ = _to_decide(work, actor, draft_id, version_id)
    draft.decision = reason_of(work, "review", reason)
    draft.state, draft.decided_by_id = DraftState.returned, actor.id
    pause(work, standing(work, draft_id=draft.id), "returned")
    write_audit(work, actor, "held.returned", "draft", draft.id, reason=draft.decision)
    work.record(events.DraftReturned(draft.id))
    return draft


def reject_held(work: Work, actor: Actor, draft_id: int, version_id: int, reason: str) -> Draft:
    """Refuse a held text, with a reason its author reads.

    Raises as approve_held, and Refused: reason_missing, clause_unknown.
    """
    draft, _ = _to_decide(work, actor, draft_id, version_id)
    reason = reason_of(work, "review", reason)
    draft.state, draft.decided_by_id, draft.decision = DraftState.rejected, actor.id, reason
    close(work, standing(work, draft_id=draft.id), ClosedBy.rejected, member_id=actor.id, reason=reason)
    write_audit(work, actor, "held.rejected", "draft", draft.id, reason=reason)
    work.record(events.DraftRejected(draft.id))
    return draft


def _to_decide(work: Work, actor: Actor, draft_id: int, version_id: int) -> tuple[Draft, Version]:
    insist(permitted(actor, "review_held"))
    draft = access.draft(work.session, actor, draft_id, lock=True)
    if draft.state is not DraftState.held:
        raise Refused("not_open")
    if draft.author_id == actor.id:
        raise Refused("own_version")
    version = latest_version(work, draft)
    # Its author may have sent other words since they were read.
    if version.id != version_id:
        raise Refused("changed")
    return draft, version


def _publish(work: Work, actor: Actor, draft: Draft, version: Version) -> Post:
    author = author_of(draft)
    if draft.kind is DraftKind.thread:
        thread, post = publish_thread(work, version, author, ThreadKind(draft.thread_kind), draft=draft)
        thread.board_unknown = draft.board_unknown
        carry_values(work, draft.id, thread.id)
        if draft.unmailed:
            stop_mails(work, draft.author_id, thread.id)
        return post
    if draft.kind is DraftKind.reply and draft.thread_id is not None:
        thread = access.thread(work.session, actor, draft.thread_id, lock=True)
        if is_hidden(work, thread):
            raise Refused("thread_hidden")
        resume(work, thread_id=thread.id, owed_to_id=draft.author_id)
        return publish_reply(work, thread, version, author, draft=draft)
    post, thread = access.post(work.session, actor, draft.post_id or 0, lock=True)
    publish_revision(work, post, thread, version)
    return post
