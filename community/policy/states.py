"""The state of a thread and what it waits for, derived in this one place as SQL expressions."""

from sqlalchemy import ColumnElement, String, and_, case, exists, literal, literal_column
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


def is_news() -> ColumnElement[bool]:
    """The thread is one of NEWS, said so that the index of these serves."""
    return Thread.kind.in_([literal_column(f"'{kind}'") for kind in NEWS])


def is_unanswered() -> ColumnElement[bool]:
    """It has no reply by anybody but its asker, said so that the index of these serves."""
    return Thread.other_reply_count == literal_column("0")


def is_closed() -> ColumnElement[bool]:
    """A closure of the thread stands."""
    return exists().where(_closure.thread_id == Thread.id, _closure.lifted_at.is_(None)).correlate(Thread)


def is_solved() -> ColumnElement[bool]:
    """An accepted solution of the thread stands."""
    return exists().where(_mark.thread_id == Thread.id, _mark.removed_at.is_(None)).correlate(Thread)


def needs_details() -> ColumnElement[bool]:
    """Staff asked for details and the asker has not posted since."""
    return exists().where(_request.thread_id == Thread.id, _request.met_at.is_(None)).correlate(Thread)


def thread_state() -> ColumnElement[str]:
    """The state of a thread, the first that holds: closed, solved, details, answered, open."""
    return case(
        (is_closed(), literal("closed", String)),
        (is_solved(), literal("solved", String)),
        (needs_details(), literal("details", String)),
        (Thread.other_reply_count > 0, literal("answered", String)),
        else_=literal("open", String),
    )


def thread_waiting() -> ColumnElement[str]:
    """What the people in a thread wait for: first (an answer at all), follow_up, or none."""
    return case(
        (and_(_owed(first=True), Thread.staff_reply_count == 0), literal("first", String)),
        (_owed(first=None), literal("follow_up", String)),
        else_=literal("none", String),
    )


def thread_answers() -> ColumnElement[int]:
    """How many replies pages count, as `Thread.answers` says it."""
    return case((Thread.kind == ThreadKind.question, Thread.other_reply_count), else_=Thread.reply_count)


def _owed(*, first: bool | None) -> ColumnElement[bool]:
    found = exists().where(
        _word.thread_id == Thread.id, _word.closed_at.is_(None), _word.kind == ObligationKind.answer
    )
    if first:
        found = found.where(_word.opened_by.in_((OpenedBy.question, OpenedBy.wish)))
    return found.correlate(Thread)
