"""Search: asks the engine, checks every hit in the database, and searches there when the index is away."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import cast

import structlog
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from community.model.boards import Board
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.visibility import sees_every_board, visible_board
from community.queries.ask_page import SimilarThread
from community.queries.found_posts import FoundPost, present
from community.queries.narrowing import (
    EVERYTHING,
    Counts,
    Narrowing,
    counts,
    described,
    narrowed,
    visible_threads,
)
from community.queries.search_fallback import search_in_database
from community.search.engine import Hit, Hits, Query, SearchEngine, SearchUnavailable, Status
from community.search.query_language import parse

SIMILAR = 5
"""Threads proposed while a title is typed; more would keep people from asking."""
LOOKED_THROUGH = 200
"""Best hits that are checked in the database, so that only what may be seen is counted; nobody reads on."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """Threads that were found, each with its best post."""

    items: tuple[FoundPost, ...]
    total: int
    exact: bool
    """False where there may be more than `total`."""
    suggestion: str | None
    degraded: bool
    """The index is away and the database answered: the worker is to be told."""
    counts: Counts | None = None
    """What each control would leave; None where it was not asked for, or there is too much to count."""


def find(
    session: Session,
    actor: Actor,
    engine: SearchEngine,
    text: str,
    *,
    limit: int,
    offset: int = 0,
    narrowing: Narrowing = EVERYTHING,
    counted: Sequence[str] = (),
) -> Found:
    """Return the threads that fit `text` in the search language, best first, that `actor` may see now.

    With `counted`, words of `status:`, it also says how many threads each control would leave.
    """
    parsed = parse(text)
    query = replace(parsed.query, sort="newest" if narrowing.order == "newest" else parsed.query.sort)
    boards = board_ids(session, actor, parsed.boards)
    hits, degraded = _look(session, actor, engine, query, boards)
    all_there = len(hits.items) < LOOKED_THROUGH
    if narrowing.narrows and not all_there:
        # Too many to be narrowed here: let the index leave out what it can.
        boards = board_ids(session, actor, parsed.boards, narrowing.boards)
        hits, degraded = _look(session, actor, engine, _narrowed(query, narrowing), boards)
    best_only = narrowing.after is None and narrowing.order != "votes"
    threads = visible_threads(session, actor, hits.items, best_only=best_only)
    if narrowing.narrows or (counted and all_there):
        threads = described(session, actor, threads)
    left = narrowed(threads, narrowing)
    page = {one.posts[0][0]: one.score for one in left[offset : offset + limit]}
    return Found(
        items=present(session, actor, page, hits.words),
        total=len(left),
        exact=len(hits.items) < LOOKED_THROUGH,
        suggestion=hits.suggestion,
        degraded=degraded,
        counts=counts(threads, narrowing, counted) if counted and all_there else None,
    )


def similar(
    session: Session, actor: Actor, engine: SearchEngine, title: str, limit: int = SIMILAR
) -> tuple[FoundPost, ...]:
    """Return threads with a title like this one that `actor` may see, solved ones first."""
    return _by_title(session, actor, engine.similar, title, limit)[0]


def titles_like(
    session: Session, actor: Actor, engine: SearchEngine, typed: str, limit: int
) -> tuple[tuple[FoundPost, ...], bool]:
    """Return threads whose title fits what is being typed, and whether the index is away."""
    return _by_title(session, actor, engine.titles, typed, limit)


def similar_threads(
    session: Session, actor: Actor, engine: SearchEngine, title: str
) -> tuple[SimilarThread, ...]:
    """Return what the ask page proposes while a title is typed."""
    return tuple(
        SimilarThread(
            id=found.thread_id,
            slug=found.slug,
            title=found.marked_title,
            kind=found.kind,
            state=found.state,
            team_answered=found.team_answered,
            excerpt=found.summary,
        )
        for found in similar(session, actor, engine, title)
    )


def board_ids(session: Session, actor: Actor, *named: Collection[str]) -> frozenset[int] | None:
    """Return the boards to search in: those `actor` sees, narrowed by each non-empty set of slugs.

    None stands for every board there is.
    """
    named = tuple(slugs for slugs in named if slugs)
    if not named:
        if sees_every_board(actor):
            return None
        return frozenset(read(session, _boards(actor), who(actor)).scalars())
    conditions = [Board.slug.in_(slugs) for slugs in named]
    return frozenset(session.scalars(select(Board.id).where(visible_board(actor), *conditions)))


@prepared
def _boards(actor: Actor) -> Select[int]:
    return select(Board.id).where(visible_board(actor))


def _look(
    session: Session, actor: Actor, engine: SearchEngine, query: Query, boards: frozenset[int] | None
) -> tuple[Hits, bool]:
    """Return what the index has, or, when it is away, the database; and whether that was so."""
    try:
        return engine.search(query, limit=LOOKED_THROUGH, boards=boards), False
    except SearchUnavailable as error:
        _tell(error)
        return search_in_database(session, actor, query, boards, limit=LOOKED_THROUGH), True


def _narrowed(query: Query, narrowing: Narrowing) -> Query:
    """Return the query with those of the controls that the index knows; of two days the later one counts."""
    after = max((day for day in (query.after, narrowing.after) if day), default=None)
    only = next(iter(narrowing.statuses)) if len(narrowing.statuses) == 1 else None
    return replace(query, after=after, status=query.status or cast("Status | None", only))


def _by_title(
    session: Session, actor: Actor, ask: Callable[..., list[Hit]], text: str, limit: int
) -> tuple[tuple[FoundPost, ...], bool]:
    boards = board_ids(session, actor)
    found: Sequence[Hit]
    try:
        found, degraded = ask(text, limit=limit, boards=boards), False
    except SearchUnavailable as error:
        _tell(error)
        query = Query(text=text, in_title=True)
        found, degraded = search_in_database(session, actor, query, boards, limit=limit).items, True
    return present(session, actor, _visible(session, actor, found), (text,)), degraded


def _visible(session: Session, actor: Actor, hits: Sequence[Hit]) -> dict[int, float]:
    """Return the best visible post of each hit with its score, in order."""
    return {one.posts[0][0]: one.score for one in visible_threads(session, actor, hits, best_only=True)}


def _tell(error: SearchUnavailable) -> None:
    log.warning("search_degraded", damaged=error.damaged)
