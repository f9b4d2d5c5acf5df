"""Facts that no effect could follow, for the administrator; what they were about is left out."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from community.model.records import OutboxRow

MOST = 200


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A fact that was given up."""

    id: int
    event: str
    """The name of its kind."""
    at: dt.datetime
    given_up_at: dt.datetime
    attempts: int
    reason: str
    """Why it failed last, in the words of the program; nobody's words are in it."""


def dead_letters(session: Session) -> tuple[DeadLetter, ...]:
    """Return what was given up, newest first."""
    rows = session.scalars(
        select(OutboxRow).where(OutboxRow.dead_at.is_not(None)).order_by(OutboxRow.id.desc()).limit(MOST)
    )
    return tuple(
        DeadLetter(row.id, row.event, row.created_at, row.dead_at, row.attempts, row.error)
        for row in rows
        if row.dead_at is not None
    )


def count_dead_letters(session: Session) -> int:
    """Return how many facts were given up."""
    return session.scalar(select(func.count()).where(OutboxRow.dead_at.is_not(None))) or 0
