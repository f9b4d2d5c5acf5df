"""Closes threads to replies and opens them again; what is owed stays owed."""

from sqlalchemy import select

from community import access, clock, events
from community.commands.audit import write_audit
from community.commands.board_counts import counting
from community.commands.clauses import reason_of
from community.model.threads import Closure
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def close_thread(work: Work, actor: Actor, thread_id: int, clause: str, *, see: int | None = None) -> Closure:
    """Close a thread, with a clause of the list that everybody reads and the thread it points to.

    Raises Absent, or Refused: not_allowed, already_closed, and as clauses.reason_of.
    """
    insist(permitted(actor, "close_thread"))
    reason = reason_of(work, "close", clause, see)
    thread = access.thread(work.session, actor, thread_id, lock=True)
    if _standing(work, thread.id) is not None:
        raise Refused("already_closed")
    closure = Closure(thread_id=thread.id, closed_by_id=actor.id, reason=reason, closed_at=clock.now())
    with counting(work, thread):
        work.session.add(closure)
    write_audit(work, actor, "thread.closed", "thread", thread.id, reason=reason)
    work.record(events.ThreadStateChanged(thread.id))
    return closure


def reopen_thread(work: Work, actor: Actor, thread_id: int) -> Closure:
    """Lift the closure of a thread. Raises Absent, or Refused: not_allowed, not_closed."""
    insist(permitted(actor, "close_thread"))
    thread = access.thread(work.session, actor, thread_id, lock=True)
    closure = _standing(work, thread.id)
    if closure is None:
        raise Refused("not_closed")
    with counting(work, thread):
        closure.lifted_at, closure.lifted_by_id = clock.now(), actor.id
    write_audit(work, actor, "thread.reopened", "thread", thread.id)
    work.record(events.ThreadStateChanged(thread.id))
    return closure


def _standing(work: Work, thread_id: int) -> Closure | None:
    statement = select(Closure).where(Closure.thread_id == thread_id, Closure.lifted_at.is_(None))
    return work.session.scalars(statement).one_or_none()
