"""The words that are owed: as a statement, and counted for the desk."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from community import clock
from community.model.obligations import Obligation, ObligationKind, OpenedBy
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.visibility import visible_thread
from community.queries.clocks import ANSWER_TARGET, SOON

FIRST = and_(Obligation.opened_by.in_((OpenedBy.question, OpenedBy.wish)), Thread.staff_reply_count == 0)
"""Nobody of the company has answered yet; all else is a follow-up."""


def open_words(actor: Actor) -> Select[Obligation]:
    """Return the statement of all answers owed in threads that `actor` sees."""
    return (
        select(Obligation)
        .join(Thread, Thread.id == Obligation.thread_id)
        .where(
            Obligation.closed_at.is_(None), Obligation.kind == ObligationKind.answer, visible_thread(actor)
        )
    )


@dataclass(frozen=True, slots=True)
class OwedCounts:
    """How many words are owed."""

    first: int
    follow_ups: int
    overdue: int
    soon: int


def count_owed(session: Session, actor: Actor) -> OwedCounts:
    """Count by lane and by what presses, in one reading of what is open."""
    now = clock.now()
    late, near = now - ANSWER_TARGET, now - ANSWER_TARGET + SOON
    running = Obligation.paused_at.is_(None)
    counts = open_words(actor).with_only_columns(
        func.count().filter(FIRST),
        func.count().filter(~FIRST),
        func.count().filter(running, Obligation.due_since < late),
        func.count().filter(running, Obligation.due_since.between(late, near)),
    )
    return OwedCounts(*session.execute(counts).one())
