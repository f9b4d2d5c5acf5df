"""Looks for the threads like a thread, once for all its readers; which of them may be seen is asked on the page."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from community import events
from community.commands.similar_threads import keep_similar, owe_similar
from community.effects.outbox import Sessions
from community.model.boards import Board
from community.model.posts import Post, Solution
from community.model.similar_threads import SimilarDue, SimilarThread
from community.model.threads import Thread
from community.policy.actors import GUEST
from community.policy.visibility import visible_board
from community.search.engine import SearchEngine
from community.work import unit_of_work

MOST: Final = 8
"""Threads that are kept beside one, so many of all and so many of those that everybody sees: some may be gone."""
BATCH: Final = 50
"""Threads looked at before they are written: less than a second's work."""


def owe(sessions: Sessions, facts: Sequence[events.Event]) -> None:
    """Have it looked for what is like each thread that `facts` say is new, has another title or another state."""
    # All that came with them are due themselves.
    came = [_imported(fact) for fact in facts if isinstance(fact, events.ThreadsImported)]
    with sessions() as session:
        threads = _threads(session, facts)
    if not (came or threads):
        return
    with sessions() as session, unit_of_work(session) as work:
        owe_similar(work, Thread.id.in_(threads), spreads=True)
        owe_similar(work, or_(false(), *came), spreads=False)


def look(sessions: Sessions, engine: SearchEngine) -> int:
    """Look for what is like the threads that waited longest for it; return how many were due, 0 where none is.

    Raises SearchUnavailable; what is due stays due.
    """
    with sessions() as session:
        due = session.execute(
            select(SimilarDue.id, SimilarDue.thread_id, SimilarDue.spreads, Thread.title)
            .join(Thread, Thread.id == SimilarDue.thread_id)
            .order_by(SimilarDue.id)
            .limit(BATCH)
        ).all()
        if not due:
            return 0
        public = _public_boards(session)
    titles = {row.thread_id: row.title for row in due}
    found = _look(engine, titles, public)
    spreading = {row.thread_id for row in due if row.spreads}
    with sessions() as session:
        # What was like it and is not any more loses it.
        were = select(SimilarThread.similar_id).where(SimilarThread.thread_id.in_(spreading))
        near = {other for thread_id in spreading for other in found[thread_id]} | set(session.scalars(were))
        others = session.execute(select(Thread.id, Thread.title).where(Thread.id.in_(near - titles.keys())))
        titles = {row.id: row.title for row in others}
    found |= _look(engine, titles, public)
    with sessions() as session, unit_of_work(session) as work:
        keep_similar(work, found, [row.id for row in due])
    return len(due)


def _look(
    engine: SearchEngine, titles: dict[int, str], public: frozenset[int] | None
) -> dict[int, Sequence[int]]:
    return {thread_id: _like(engine, thread_id, title, public) for thread_id, title in titles.items()}


def _like(engine: SearchEngine, thread_id: int, title: str, public: frozenset[int] | None) -> Sequence[int]:
    hits = engine.similar(title, limit=MOST, besides=thread_id)
    if public is not None:
        # What only some see must not take the room of what all see.
        hits += engine.similar(title, limit=MOST, besides=thread_id, boards=public)
        hits.sort(key=lambda hit: (-hit.score, -hit.thread_id))
    return tuple(dict.fromkeys(hit.thread_id for hit in hits))


def _public_boards(session: Session) -> frozenset[int] | None:
    """Return the boards that everybody sees; None where there are no others."""
    public = frozenset(session.scalars(select(Board.id).where(visible_board(GUEST))))
    others = session.scalar(select(Board.id).where(Board.id.not_in(public)).limit(1))
    return None if others is None else public


def _threads(session: Session, facts: Sequence[events.Event]) -> set[int]:
    """Return the threads that others may be like from now on, or not any more; replies change no title."""
    found: set[int] = set()
    posts: set[int] = set()
    solutions: set[int] = set()
    for fact in facts:
        match fact:
            case (
                events.PostPublished(post_id)
                | events.PostRevised(post_id)
                | events.PostHidden(post_id)
                | events.PostShown(post_id)
            ):
                posts.add(post_id)
            case events.SolutionMarked(solution_id) | events.SolutionRemoved(solution_id):
                # Solved ones stand ahead.
                solutions.add(solution_id)
            case events.ThreadStateChanged(thread_id):
                found.add(thread_id)
    if posts:
        found.update(session.scalars(select(Post.thread_id).where(Post.id.in_(posts), Post.number == 1)))
    if solutions:
        found.update(session.scalars(select(Solution.thread_id).where(Solution.id.in_(solutions))))
    return found


def _imported(fact: events.ThreadsImported) -> ColumnElement[bool]:
    return Thread.id.between(fact.first_thread_id, fact.last_thread_id)
