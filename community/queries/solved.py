"""Solved threads for side columns: the latest, and those a board is visited for."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, bindparam, exists, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from community.model.members import Participant
from community.model.posts import Post, Solution
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.visibility import visible_thread
from community.queries.authors import author_card
from community.queries.thread_rows import NAMED, ThreadLink

LOOKED_AT: Final = 100
"""Solutions in a board that are compared: the same cost in a place of any size."""
_Found = Select[*tuple[Any, ...]]


def fresh_solved(actor: Actor, limit: int) -> _Found:
    """Return the statement of the threads solved last, with who solved them; its rows are for solved_link."""
    later = aliased(Solution)
    marked_again = exists().where(
        later.thread_id == Solution.thread_id,
        later.removed_at.is_(None),
        tuple_(later.marked_at, later.id) > tuple_(Solution.marked_at, Solution.id),
    )
    # Where a board allows several, the thread stands for all of them.
    latest = _solved(actor).where(~marked_again.correlate(Solution))
    return latest.order_by(Solution.marked_at.desc(), Solution.id.desc()).limit(limit)


def best_solved(session: Session, actor: Actor, board_id: int, limit: int = 3) -> tuple[ThreadLink, ...]:
    """Return those of the threads of a board solved and written in of late whose solutions were most helpful."""
    return tuple(map(solved_link, read(session, _best(actor, limit), who(actor, board_id=board_id))))


def solved_link(row: Row[*tuple[Any, ...]]) -> ThreadLink:
    """Return the thread of a row with who solved it."""
    return ThreadLink(
        id=row.id,
        slug=row.slug,
        title=row.title,
        kind=row.kind.value,
        state="solved",
        replies=row.answers,
        author=author_card(row.author_id, row.name, row.badge, has_profile=row.has_account),
        at=row.at,
    )


@prepared
def _best(actor: Actor, limit: int) -> _Found:
    # What is shown of them is looked up for the few alone.
    latest = (
        select(Solution.id, Solution.thread_id, Solution.marked_at, Post.score)
        .select_from(Thread)
        .join(Solution, and_(Solution.thread_id == Thread.id, Solution.removed_at.is_(None)))
        .join(Post, Post.id == Solution.post_id)
        .where(Thread.board_id == bindparam("board_id"), visible_thread(actor))
        .order_by(Thread.last_post_at.desc(), Thread.id.desc(), Solution.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    in_thread = func.row_number().over(partition_by=latest.c.thread_id, order_by=_helpful(latest))
    ranked = select(latest, in_thread.label("rank")).subquery()
    best = select(ranked).where(ranked.c.rank == 1).order_by(*_helpful(ranked)).limit(limit).subquery()
    return _solved(actor).join(best, best.c.id == Solution.id).order_by(*_helpful(best))


def _helpful(some: Subquery) -> tuple[ColumnElement[Any], ...]:
    """Return the order of solutions from the most helpful one on."""
    return some.c.score.desc(), some.c.marked_at.desc(), some.c.id.desc()


def _solved(actor: Actor) -> _Found:
    return (
        select(
            *NAMED,
            Participant.id.label("author_id"),
            Participant.name,
            Participant.has_account,
            Post.badge,
            Solution.marked_at.label("at"),
            Solution.id.label("number"),
        )
        .join(Solution, Solution.thread_id == Thread.id)
        .join(Post, Post.id == Solution.post_id)
        .join(Participant, Participant.id == Post.author_id)
        .where(Solution.removed_at.is_(None), visible_thread(actor))
    )


def standing_solution(session: Session, thread_id: int) -> int | None:
    """Return the post of the newest standing mark in a thread that the caller may see."""
    return session.scalar(
        select(Solution.post_id)
        .where(Solution.thread_id == thread_id, Solution.removed_at.is_(None))
        .order_by(Solution.id.desc())
        .limit(1)
    )
