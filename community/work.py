"""Unit of work: one session, one commit, and the facts of the change in the outbox with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from community import clock
from community.events import Event
from community.model.engine import to_write
from community.model.records import OutboxRow


class Conflict(Exception):
    """Somebody else's change came first; nothing of this one was kept."""


class Work:
    """What a command is given: the session to change rows in and a place to say what happened."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.facts: list[Event] = []

    def record(self, fact: Event) -> None:
        """Keep `fact`; it goes into the outbox with the commit, or nowhere."""
        self.facts.append(fact)


@contextmanager
def unit_of_work(session: Session) -> Iterator[Work]:
    """Give a Work whose changes are committed together at the end, or not at all.

    Raises Conflict where a constraint refused the change, because another one was first.
    """
    _begin(session)
    work = Work(session)
    try:
        yield work
        now = clock.now()
        session.add_all(
            OutboxRow(
                event=type(fact).__name__,
                payload=fact.payload(),
                created_at=now,
                available_at=now + fact.wait,
            )
            for fact in work.facts
        )
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise Conflict from error
    except BaseException:
        session.rollback()
        raise


def _begin(session: Session) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside a unit of work")
    # What was read before is read again under the lock: a reading transaction can't become a writing one.
    session.rollback()
    to_write(session)
