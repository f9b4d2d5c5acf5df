"""What people are owed in a thread, open and closed: all of it for the team, for everybody else their own."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from community import access
from community.model.members import Participant
from community.model.obligations import Obligation, ObligationKind
from community.policy.actors import Actor
from community.policy.rights import permitted


@dataclass(frozen=True, slots=True)
class OwedWord:
    """One obligation to answer."""

    id: int
    post_id: int
    owed_to: str
    opened_by: str
    due_since: dt.datetime
    paused: bool
    """Details were asked for and have not come yet."""
    closed_at: dt.datetime | None
    closed_by: str | None
    reason: str
    """Why nothing needed to be said; empty for other causes."""


def owed_in_thread(session: Session, actor: Actor, thread_id: int) -> tuple[OwedWord, ...]:
    """Return what is owed in a thread, as far as `actor` may know, oldest first. Raises access.Absent."""
    thread = access.thread(session, actor, thread_id)
    return _words(session, actor, Obligation.thread_id == thread.id)


def owed_word(session: Session, actor: Actor, obligation_id: int) -> OwedWord:
    """Return one obligation to answer. Raises access.Absent."""
    row = access.obligation(session, actor, obligation_id)
    found = _words(session, actor, Obligation.id == row.id)
    if not found:
        raise access.Absent
    return found[0]


def _words(session: Session, actor: Actor, which: ColumnElement[bool]) -> tuple[OwedWord, ...]:
    statement = (
        select(Obligation, Participant.name)
        .join(Participant, Participant.id == Obligation.owed_to_id)
        .where(which, Obligation.kind == ObligationKind.answer)
        .order_by(Obligation.id)
    )
    if not permitted(actor, "see_desk"):
        statement = statement.where(Obligation.owed_to_id == actor.id)
    return tuple(
        OwedWord(
            id=row.id,
            post_id=row.post_id or 0,
            owed_to=name,
            opened_by=row.opened_by.value,
            due_since=row.due_since,
            paused=row.paused_at is not None,
            closed_at=row.closed_at,
            closed_by=row.closed_by.value if row.closed_by else None,
            reason=row.closed_reason,
        )
        for row, name in session.execute(statement)
    )
