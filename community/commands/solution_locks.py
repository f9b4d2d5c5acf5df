"""Locks the choice of the solution and unlocks it; while a lock stands, the database refuses every change of it."""

from sqlalchemy import select

from community import access, clock, events
from community.commands.audit import write_audit
from community.commands.clauses import reason_of
from community.commands.sight import is_hidden
from community.model.posts import Post, Solution, SolutionLock
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.solutions import may_lock
from community.policy.verdicts import Refused, insist
from community.work import Work


def lock_solution(work: Work, actor: Actor, thread_id: int, clause: str) -> SolutionLock:
    """Settle that the standing solution stays, with a reason that the people concerned are told.

    Raises Absent, or Refused: not_allowed, own_post, thread_hidden, not_marked, solution_locked, and as
    clauses.reason_of.
    """
    insist(permitted(actor, "lock_solution"))
    reason = reason_of(work, "lock", clause)
    thread = _thread(work, actor, thread_id)
    if is_locked(work, thread.id):
        raise Refused("solution_locked")
    authors = _authors(work, thread.id)
    if not authors:
        raise Refused("not_marked")
    insist(may_lock(actor, author_ids=authors))
    lock = SolutionLock(thread_id=thread.id, locked_by_id=actor.known(), reason=reason, locked_at=clock.now())
    work.session.add(lock)
    write_audit(work, actor, "solution.locked", "thread", thread.id, reason=reason)
    work.record(events.SolutionLocked(thread.id))
    return lock


def unlock_solution(work: Work, actor: Actor, thread_id: int) -> None:
    """Let the choice be made anew; the audit log remembers the lock.

    Raises Absent, or Refused: not_allowed, own_post, thread_hidden, not_locked.
    """
    insist(permitted(actor, "lock_solution"))
    thread = _thread(work, actor, thread_id)
    if not is_locked(work, thread.id):
        raise Refused("not_locked")
    insist(may_lock(actor, author_ids=_authors(work, thread.id)))
    lift_lock(work, actor, thread.id, "unlocked")


def is_locked(work: Work, thread_id: int) -> bool:
    """Say whether the choice in a thread is locked."""
    found = select(SolutionLock.thread_id).where(SolutionLock.thread_id == thread_id)
    return work.session.scalar(found) is not None


def lift_lock(work: Work, actor: Actor, thread_id: int, cause: str) -> None:
    """Take the lock of a thread away, if there is one."""
    lock = work.session.get(SolutionLock, thread_id)
    if lock is not None:
        work.session.delete(lock)
        work.session.flush()
        write_audit(work, actor, "solution.unlocked", "thread", thread_id, cause=cause)


def _thread(work: Work, actor: Actor, thread_id: int) -> Thread:
    thread = access.thread(work.session, actor, thread_id, lock=True)
    if is_hidden(work, thread):
        raise Refused("thread_hidden")
    return thread


def _authors(work: Work, thread_id: int) -> set[int]:
    """Who wrote the posts that are marked now."""
    marked = (
        select(Post.author_id)
        .join(Solution, Solution.post_id == Post.id)
        .where(Solution.thread_id == thread_id, Solution.removed_at.is_(None))
    )
    return set(work.session.scalars(marked))
