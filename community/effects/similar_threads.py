"""Looks for the threads like a thread, once for all its readers; which of them may be seen is asked on the page."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import structlog
from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from community import events
from community.commands.similar_threads import keep_similar, owe_similar
from community.effects.outbox import Sessions
from community.model.boards import Board
from community.model.posts import Post, Solution
from community.model.similar_threads import SimilarDue, SimilarThread
from community.model.threads import Thread
from community.policy.visibility import AUDIENCES
from community.search.engine import SearchEngine, SearchUnavailable
from community.work import unit_of_work

MOST: Final = 8
"""Threads that are kept beside one for each audience, which sees other boards: some may be gone when it is read."""
BATCH: Final = 20
"""Threads looked at before they are written; with those they are like, some hundred searches at the most."""

Boards = frozenset[int] | None
log = structlog.get_logger(__name__)


def owe(sessions: Sessions, facts: Sequence[events.Event]) -> None:
    """Have it looked for what is like each thread that `facts` say is new, has another title or is solved or not."""
    came = [
        Thread.id.between(fact.first_thread_id, fact.last_thread_id)
        for fact in facts
        if isinstance(fact, events.ThreadsImported)
    ]
    with sessions() as session:
        threads = _threads(session, facts)
    if came or threads:
        with sessions() as session, unit_of_work(session) as work:
            owe_similar(work, or_(Thread.id.in_(threads), *came))


class Looking:
    """Looks, some threads at a time, for what is like those for which that is due."""

    def __init__(self, sessions: Sessions, engine: SearchEngine) -> None:
        self.sessions, self.engine = sessions, engine
        # What was due when a stretch began was in the index: who was looked at in it knows of all of that.
        self._until, self._looked = 0, set[int]()

    def some(self) -> int:
        """Look for what is like the threads that waited longest; return how many were due, 0 where none is.

        Raises SearchUnavailable where nothing can be found at all: what is due stays due.
        """
        with self.sessions() as session:
            due = self._next(session)
            if not due:
                return 0
            audiences = _audiences(session)
        found = self._look({row.thread_id: row.title for row in due}, audiences)
        with self.sessions() as session:
            near = self._near(session, {row.thread_id for row in due if row.spreads}, found)
        found |= self._look(near, audiences)
        with self.sessions() as session, unit_of_work(session) as work:
            keep_similar(work, found, [row.id for row in due])
        self._looked.update(found)
        return len(due)

    def _next(self, session: Session) -> Sequence[Row[*tuple[Any, ...]]]:
        due = _due(session, self._until)
        if not due:
            self._until, self._looked = session.scalar(select(func.max(SimilarDue.id))) or 0, set()
            due = _due(session, self._until)
        return due

    def _near(
        self, session: Session, spreading: set[int], found: Mapping[int, Sequence[int]]
    ) -> dict[int, str]:
        """Return the titles of the threads that those are like, or were; they don't know it yet."""
        if not spreading:
            return {}
        were = select(SimilarThread.similar_id).where(SimilarThread.thread_id.in_(spreading))
        near = {other for thread_id in spreading for other in found.get(thread_id, ())}
        near = (near | set(session.scalars(were))) - self._looked - found.keys()
        # Who is due is looked at anyway.
        due = select(SimilarDue.thread_id).where(SimilarDue.thread_id.in_(near))
        rows = session.execute(
            select(Thread.id, Thread.title).where(Thread.id.in_(near), Thread.id.not_in(due))
        )
        return {row.id: row.title for row in rows}

    def _look(self, titles: Mapping[int, str], audiences: Sequence[Boards]) -> dict[int, Sequence[int]]:
        found: dict[int, Sequence[int]] = {}
        for thread_id, title in titles.items():
            try:
                found[thread_id] = _like(self.engine, thread_id, title, audiences)
            except SearchUnavailable as error:
                if not error.damaged:
                    raise
                # One title that can't be looked for must not keep all others from it: it stays as it was found last.
                self.engine.probe()
                log.warning("similar_failed", thread=thread_id)
        return found


def _due(session: Session, until: int) -> Sequence[Row[*tuple[Any, ...]]]:
    columns = (SimilarDue.id, SimilarDue.thread_id, SimilarDue.spreads, Thread.title)
    due = select(*columns).join(Thread, Thread.id == SimilarDue.thread_id).where(SimilarDue.id <= until)
    return session.execute(due.order_by(SimilarDue.id).limit(BATCH)).all()


def _audiences(session: Session) -> list[Boards]:
    """Return the boards of each audience that sees others than the rest; None for all there are."""
    boards = {row.id: row.visibility for row in session.execute(select(Board.id, Board.visibility))}
    seen = [
        frozenset(one for one, visibility in boards.items() if visibility in kinds) for kinds in AUDIENCES
    ]
    return [None if len(some) == len(boards) else some for some in dict.fromkeys(seen) if some]


def _like(engine: SearchEngine, thread_id: int, title: str, audiences: Sequence[Boards]) -> Sequence[int]:
    hits = [
        hit
        for boards in audiences
        for hit in engine.similar(title, limit=MOST, besides=thread_id, boards=boards)
    ]
    # Those that only some see take no room of those that others see.
    hits.sort(key=lambda hit: (-hit.score, -hit.thread_id))
    return tuple(dict.fromkeys(hit.thread_id for hit in hits))


def _threads(session: Session, facts: Sequence[events.Event]) -> set[int]:
    """Return the threads that others may be like from now on, or not any more; replies change no title."""
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
    opened = select(Post.thread_id).where(Post.id.in_(posts), Post.number == 1)
    marked = select(Solution.thread_id).where(Solution.id.in_(solutions))
    return {
        *(session.scalars(opened) if posts else ()),
        *(session.scalars(marked) if solutions else ()),
    }
