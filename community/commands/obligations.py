"""Opens, pauses, closes and reopens what people are owed; nothing else does."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from community import access, clock, events
from community.commands.audit import write_audit
from community.commands.clauses import reason_of
from community.commands.many_rows import insert_many, new_ids
from community.model.obligations import ClosedBy, Obligation, ObligationEvent, ObligationKind, OpenedBy
from community.model.posts import Hiding
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def open_answer(
    work: Work,
    *,
    owed_to_id: int,
    thread_id: int,
    post_id: int,
    cause: OpenedBy,
    since: dt.datetime | None = None,
) -> Obligation:
    """Open the obligation to answer `post_id`, waiting `since` (default: now)."""
    now = clock.now()
    row = Obligation(
        kind=ObligationKind.answer,
        owed_to_id=owed_to_id,
        thread_id=thread_id,
        post_id=post_id,
        opened_by=cause,
        opened_at=now,
        due_since=since or now,
    )
    work.session.add(row)
    work.session.flush()
    _tell(work, row, "opened", cause)
    return row


@dataclass(frozen=True, slots=True)
class PastDue:
    """What is owed for a post whose history comes in; closed as imported where it is not open."""

    owed_to_id: int
    thread_id: int
    post_id: int
    cause: OpenedBy
    since: dt.datetime
    is_open: bool
    until_shown: int | None = None
    """The post that came hidden and keeps it closed; its showing opens it."""


def write_history(work: Work, dues: Sequence[PastDue]) -> None:
    """Write what imported posts are owed, at least one thing, in one go."""
    now = clock.now()
    numbered = list(zip(new_ids(work, Obligation, len(dues)), dues, strict=True))
    rows = [
        {
            "id": row_id,
            "kind": ObligationKind.answer,
            "owed_to_id": due.owed_to_id,
            "thread_id": due.thread_id,
            "post_id": due.post_id,
            "opened_by": due.cause,
            "opened_at": now,
            "due_since": due.since,
            "closed_at": None if due.is_open else now,
            "closed_by": None if due.is_open else ClosedBy.imported,
            "closed_post_id": due.until_shown,
        }
        for row_id, due in numbered
    ]
    insert_many(work, Obligation, rows)
    told: list[tuple[int, str, str, int | None]]
    told = [(row_id, "opened", due.cause, due.until_shown) for row_id, due in numbered]
    told += [
        (row_id, "closed", ClosedBy.imported, due.until_shown) for row_id, due in numbered if not due.is_open
    ]
    events_of = [
        {"obligation_id": row_id, "what": what, "cause": cause, "post_id": post_id, "at": now}
        for row_id, what, cause, post_id in told
    ]
    insert_many(work, ObligationEvent, events_of)


def open_review(work: Work, *, owed_to_id: int, thread_id: int | None, draft_id: int) -> Obligation:
    """Open the obligation to review a held text."""
    now = clock.now()
    row = Obligation(
        kind=ObligationKind.review,
        owed_to_id=owed_to_id,
        thread_id=thread_id,
        draft_id=draft_id,
        opened_by=OpenedBy.held_text,
        opened_at=now,
        due_since=now,
    )
    work.session.add(row)
    work.session.flush()
    _tell(work, row, "opened", OpenedBy.held_text)
    return row


def review_becomes_answer(
    work: Work, row: Obligation, *, thread_id: int, post_id: int, cause: OpenedBy
) -> None:
    """Turn the review of a text now published into the answer owed for it, with the first time kept."""
    row.kind, row.opened_by, row.thread_id, row.post_id = ObligationKind.answer, cause, thread_id, post_id
    _tell(work, row, "became_answer", cause)


def standing(work: Work, **columns: object) -> Sequence[Obligation]:
    """Return the open obligations whose columns have these values, oldest first."""
    statement = select(Obligation).filter_by(closed_at=None, **columns).order_by(Obligation.id)
    return work.session.scalars(statement).all()


def close(
    work: Work,
    rows: Iterable[Obligation],
    cause: ClosedBy,
    *,
    member_id: int | None = None,
    post_id: int | None = None,
    reason: str = "",
) -> None:
    """Close each of `rows` that is open, naming the cause and, where there is one, the person and the post."""
    now = clock.now()
    for row in rows:
        if row.closed_at is not None:
            continue
        row.closed_at, row.closed_by, row.closed_by_member_id = now, cause, member_id
        row.closed_post_id, row.closed_reason = post_id, reason
        _tell(work, row, "closed", cause, member_id, post_id, reason)


def reopen(work: Work, rows: Iterable[Obligation], cause: str, *, member_id: int | None = None) -> int:
    """Open closed rows again, still due since their first time; return how many."""
    count = 0
    for row in rows:
        if row.closed_at is None:
            continue
        row.closed_at = row.closed_by = row.closed_by_member_id = row.closed_post_id = row.paused_at = None
        row.closed_reason = ""
        _tell(work, row, "reopened", cause, member_id)
        close_unseen(work, [row], member_id)
        count += row.closed_at is None
    return count


def close_unseen(work: Work, rows: Iterable[Obligation], member_id: int | None) -> None:
    """Close each of `rows` that is owed for a post out of sight, naming the post whose showing opens it again."""
    work.session.flush()
    for row in rows:
        hiding = work.session.scalars(
            select(Hiding)
            .where(
                or_(Hiding.post_id == row.post_id, Hiding.thread_id == row.thread_id),
                Hiding.lifted_at.is_(None),
            )
            .order_by((Hiding.post_id == row.post_id).desc())
            .limit(1)
        ).one_or_none()
        if hiding is not None:
            cause = ClosedBy.withdrawn if hiding.kind == "withdrawn" else ClosedBy.hidden
            person = hiding.hidden_by_id or member_id
            close(work, [row], cause, member_id=person, post_id=hiding.post_id, reason=hiding.reason)


def closed_by_post(work: Work, post_id: int, causes: Iterable[ClosedBy]) -> Sequence[Obligation]:
    """Return what was closed through a post for one of `causes`."""
    statement = select(Obligation).where(
        Obligation.closed_post_id == post_id, Obligation.closed_by.in_(list(causes))
    )
    return work.session.scalars(statement).all()


def pause(work: Work, rows: Iterable[Obligation], cause: str, post_id: int | None = None) -> None:
    """Rest the clock of each row, which stays open: details were asked for in `post_id`, or a text was returned."""
    for row in rows:
        if row.closed_at is None and row.paused_at is None:
            row.paused_at = clock.now()
            _tell(work, row, "paused", cause, post_id=post_id)


def resume(work: Work, *, thread_id: int, owed_to_id: int | None = None) -> None:
    """Let the clock of a person's obligations in a thread run on: they posted. None: everybody's, nothing is asked."""
    whose = {} if owed_to_id is None else {"owed_to_id": owed_to_id}
    rows = standing(work, thread_id=thread_id, kind=ObligationKind.answer, **whose)
    let_run(work, rows, "posted" if whose else "not_asked")


def let_run(work: Work, rows: Iterable[Obligation], cause: str) -> None:
    """Let the clock of each row that rests run on."""
    for row in rows:
        if row.paused_at is not None:
            # The rest is no waiting: what is due moves on by it.
            row.due_since += clock.now() - row.paused_at
            row.paused_at = None
            _tell(work, row, "resumed", cause)


def waive_answer(
    work: Work, actor: Actor, obligation_id: int, clause: str, *, see: int | None = None
) -> Obligation:
    """Say, as a named person and with a clause the owner sees, that nothing needs to be answered.

    Raises Absent, or Refused: not_allowed, not_open, and as clauses.reason_of.
    """
    insist(permitted(actor, "waive_answer"))
    reason = reason_of(work, "no_answer", clause, see)
    row = access.obligation(work.session, actor, obligation_id, lock=True)
    if row.closed_at is not None or row.kind is not ObligationKind.answer:
        raise Refused("not_open")
    close(work, [row], ClosedBy.needs_no_answer, member_id=actor.id, reason=reason)
    write_audit(work, actor, "obligation.waived", "obligation", row.id, reason=reason)
    work.record(events.ObligationWaived(row.id))
    return row


def contradict_waiver(work: Work, actor: Actor, obligation_id: int) -> Obligation:
    """Let the owner say that an answer is needed after all. Raises Absent, or Refused: not_allowed, not_open."""
    insist(permitted(actor, "contradict"))
    row = access.obligation(work.session, actor, obligation_id, lock=True)
    if row.closed_by is not ClosedBy.needs_no_answer:
        raise Refused("not_open")
    reopen(work, [row], "contradicted", member_id=actor.id)
    return row


def say_helped(work: Work, actor: Actor, thread_id: int) -> int:
    """Close what `actor` is owed in a thread because the answers helped; return how many.

    Raises Absent, or Refused: not_allowed, not_answered (nobody answered yet).
    """
    insist(permitted(actor, "say_helped"))
    thread = access.thread(work.session, actor, thread_id, lock=True)
    if thread.other_reply_count == 0:
        raise Refused("not_answered")
    rows = standing(work, thread_id=thread.id, owed_to_id=actor.known(), kind=ObligationKind.answer)
    close(work, rows, ClosedBy.helped, member_id=actor.id)
    return len(rows)


def _tell(
    work: Work,
    row: Obligation,
    what: str,
    cause: str,
    member_id: int | None = None,
    post_id: int | None = None,
    reason: str = "",
) -> None:
    work.session.add(
        ObligationEvent(
            obligation_id=row.id,
            what=what,
            cause=cause,
            member_id=member_id,
            post_id=post_id,
            reason=reason,
            at=clock.now(),
        )
    )
