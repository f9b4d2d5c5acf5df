"""The state of a thread and what it waits for, derived in this one place as SQL expressions."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, exists, literal, literal_column, select
from sqlalchemy.orm import aliased

from community.model.obligations import Obligation, ObligationKind, OpenedBy
from community.model.posts import Solution
from community.model.threads import Closure, DetailsRequest, Thread, ThreadKind

NEWS = ("announcement", "article")
"""Kinds of threads that tell instead of ask; lists of questions leave them out."""

# Other names than those of the statement they are put into; made once, because every list asks for them.
_closure, _mark, _request, _word = (
    aliased(Closure),
    aliased(Solution),
    aliased(DetailsRequest),
    aliased(Obligation),
)

_CLOSED = (_closure.thread_id == Thread.id, _closure.lifted_at.is_(None))
_SOLVED = (_mark.thread_id == Thread.id, _mark.removed_at.is_(None))
_OWED = (_word.thread_id == Thread.id, _word.closed_at.is_(None), _word.kind == ObligationKind.answer)


def is_news() -> ColumnElement[bool]:
    """The thread is one of NEWS, said so that the index of these serves."""
    return Thread.kind.in_([literal_column(f"'{kind}'") for kind in NEWS])


def is_unanswered() -> ColumnElement[bool]:
    """It has no reply by anybody but its asker, said so that the index of these serves."""
    return Thread.other_reply_count == literal_column("0")


def is_closed() -> ColumnElement[bool]:
    """A closure of the thread stands."""
    return exists().where(*_CLOSED).correlate(Thread)


def is_solved() -> ColumnElement[bool]:
    """An accepted solution of the thread stands."""
    return exists().where(*_SOLVED).correlate(Thread)


def thread_state() -> ColumnElement[str]:
    """The state of a thread, the first that holds: closed, solved, details, answered, open."""
    return case(
        (_has(*_CLOSED), literal("closed", String)),
        (_has(*_SOLVED), literal("solved", String)),
        # Staff asked for details and the asker has not posted since.
        (_has(_request.thread_id == Thread.id, _request.met_at.is_(None)), literal("details", String)),
        (Thread.other_reply_count > 0, literal("answered", String)),
        else_=literal("open", String),
    )


def thread_waiting() -> ColumnElement[str]:
    """What the people in a thread wait for: first (an answer at all), follow_up, or none."""
    asked = _word.opened_by.in_((OpenedBy.question, OpenedBy.wish))
    return case(
        (and_(_has(*_OWED, asked), Thread.staff_reply_count == 0), literal("first", String)),
        (_has(*_OWED), literal("follow_up", String)),
        else_=literal("none", String),
    )


def thread_answers() -> ColumnElement[int]:
    """How many replies pages count, as `Thread.answers` says it."""
    return case((Thread.kind == ThreadKind.question, Thread.other_reply_count), else_=Thread.reply_count)


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """What EXISTS says, looked up for each row that is shown: for EXISTS PostgreSQL may gather all there are."""
    found: Select[Any] = select(literal_column("1")).where(*conditions).limit(literal_column("1"))
    return found.correlate(Thread).scalar_subquery().is_not(None)
