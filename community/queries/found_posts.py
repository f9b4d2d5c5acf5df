"""Found posts: what a list of results shows of a hit, after the database said that it may be seen."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session, aliased

from community.model.boards import Board
from community.model.posts import Post, PostRevision, Solution
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.among import among
from community.policy.prepared import prepared, read, who
from community.policy.states import thread_answers, thread_state, thread_waiting
from community.policy.visibility import visible_post, visible_thread
from community.queries.pieces import Piece
from community.queries.thread_rows import State, Waiting
from community.search.highlight import Marker
from community.text.plain import plain

STATUSES: dict[str, frozenset[str]] = {
    "solved": frozenset({"solved"}),
    "open": frozenset({"open", "answered", "details"}),
    "unanswered": frozenset({"open"}),
    "answered": frozenset({"answered"}),
    "details": frozenset({"details"}),
    "closed": frozenset({"closed"}),
}
"""The states of a thread that each word of `status:` stands for."""


@dataclass(frozen=True, slots=True)
class FoundPost:
    """A thread that was found, shown by its best post; a solved one whose question fits, by its solution."""

    thread_id: int
    post_id: int
    slug: str
    title: str
    marked_title: tuple[Piece, ...]
    kind: str
    excerpt: tuple[Piece, ...]
    summary: str
    """The first words of the solution, else of the post that was found."""
    from_solution: bool
    state: State
    waiting: Waiting
    team_answered: bool
    board_name: str
    replies: int
    at: dt.datetime
    score: float


def present(
    session: Session, actor: Actor, scores: Mapping[int, float], words: Sequence[str]
) -> tuple[FoundPost, ...]:
    """Return the posts in the order of `scores`, in one statement."""
    if not scores:
        return ()
    found = read(session, _statement(actor), who(actor, post_ids=list(scores)))
    rows = {row.post_id: row for row in found}
    marker = Marker(words)
    return tuple(_found(rows[key], score, marker) for key, score in scores.items() if key in rows)


_answer, _answer_revision, _answer_text = aliased(Post), aliased(PostRevision), aliased(Version)
# Where several solutions stand, the one that was marked first speaks for the thread.
_first_solution = (
    select(Solution.post_id)
    .where(Solution.thread_id == Thread.id, Solution.removed_at.is_(None))
    .order_by(Solution.id)
    .limit(1)
    .correlate(Thread)
    .scalar_subquery()
)
_SHOWN = (
    select(
        Post.id.label("post_id"),
        Post.number,
        Post.created_at,
        Thread.id.label("thread_id"),
        Thread.slug,
        Thread.title,
        Thread.kind,
        thread_answers().label("answers"),
        Thread.staff_reply_count,
        Board.name.label("board_name"),
        Version.html,
        Version.excerpt,
        _answer.id.label("solution_id"),
        _answer.created_at.label("solution_at"),
        _answer_text.html.label("solution_html"),
        _answer_text.excerpt.label("solution_excerpt"),
        thread_state().label("state"),
        thread_waiting().label("waiting"),
    )
    .join(Thread, Thread.id == Post.thread_id)
    .join(Board, Board.id == Thread.board_id)
    .join(
        PostRevision,
        and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision),
    )
    .join(Version, Version.id == PostRevision.version_id)
    .outerjoin(_answer, and_(_answer.id == _first_solution, _answer.place.is_not(None)))
    .outerjoin(
        _answer_revision,
        and_(_answer_revision.post_id == _answer.id, _answer_revision.number == _answer.current_revision),
    )
    .outerjoin(_answer_text, _answer_text.id == _answer_revision.version_id)
)


@prepared
def _statement(actor: Actor) -> Select[*tuple[Any, ...]]:
    return _SHOWN.where(among(Post.id, "post_ids"), visible_thread(actor), visible_post(actor))


def _pieces(text: str, marker: Marker) -> tuple[Piece, ...]:
    return tuple(Piece(piece.text, piece.marked) for piece in marker.highlight(text))


def _found(row: Row[Any], score: float, marker: Marker) -> FoundPost:
    by_solution = row.solution_id is not None and (row.number == 1 or row.post_id == row.solution_id)
    return FoundPost(
        thread_id=row.thread_id,
        post_id=row.solution_id if by_solution else row.post_id,
        slug=row.slug,
        title=row.title,
        marked_title=_pieces(row.title, marker),
        kind=row.kind.value,
        excerpt=_pieces(plain(row.solution_html if by_solution else row.html), marker),
        summary=row.solution_excerpt or row.excerpt,
        from_solution=by_solution,
        state=row.state,
        waiting=row.waiting,
        team_answered=row.staff_reply_count > 0,
        board_name=row.board_name,
        replies=row.answers,
        at=row.solution_at if by_solution else row.created_at,
        score=score,
    )
