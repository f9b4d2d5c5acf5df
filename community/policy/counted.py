"""What a thread counts as on its board, as SQL expressions: for the numbers that are kept, and for their recount."""

from sqlalchemy import ColumnElement, and_

from community.model.threads import Thread, ThreadKind
from community.policy.states import NEWS, is_closed, is_solved, is_unanswered
from community.policy.visibility import hidden_thread


def counted() -> dict[str, ColumnElement[bool]]:
    """Return for each number of model.boards.BoardCount which threads are in it; of hidden ones none is."""
    listed = and_(Thread.kind.not_in(NEWS), ~hidden_thread())
    question = Thread.kind == ThreadKind.question
    return {
        "threads": listed,
        "solved": and_(listed, is_solved()),
        "answered": and_(listed, question, Thread.other_reply_count > 0),
        "unanswered": and_(listed, question, is_unanswered(), ~is_closed()),
    }
