"""Search page: what was looked for, what was found, and how to narrow it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from community import clock
from community.model.boards import Board
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.visibility import visible_board
from community.queries.found_posts import FoundPost
from community.queries.narrowing import Counts, Narrowing, Order
from community.queries.pagers import Pager
from community.queries.pieces import Piece
from community.queries.search import LOOKED_THROUGH, Found, find
from community.queries.thread_rows import State, Waiting
from community.search.engine import Query, SearchEngine
from community.search.folding import words
from community.search.query_language import LONGEST_INPUT, parse


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A thread that was found, with its best place."""

    thread_id: int
    slug: str
    post_id: int | None
    """The post that matched; None leads to the top of the thread."""
    title: tuple[Piece, ...]
    kind: str
    excerpt: tuple[Piece, ...]
    from_solution: bool
    state: State
    waiting: Waiting
    team_answered: bool
    board_name: str
    replies: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class FacetOption:
    """A value to narrow by; `count` is None where counting would cost too much."""

    value: str
    label: str
    """Shown as it is (a board's name); empty where the page has its own word for the value."""
    count: int | None
    selected: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything on `/search`."""

    query: str
    shown_query: str
    """What was really looked for; differs from `query` when a misspelling was corrected."""
    hits: tuple[SearchHit, ...]
    total: int
    exact_total: bool
    """False where counting stopped: the page says "more than"."""
    states: tuple[FacetOption, ...]
    """Values solved, open, unanswered."""
    staff: FacetOption
    """The box "Team answer" (value yes)."""
    boards: tuple[FacetOption, ...]
    products: tuple[FacetOption, ...]
    """What askers chose in the fields of a board."""
    since: str
    """any, year or month."""
    sort: str
    """relevance, newest or votes."""
    exact: bool
    """The words are to be taken as they are written."""
    words: str
    """What was looked for, without filters."""
    missed: bool
    """Nothing fits the words alone: what was looked for is not here."""
    pager: Pager
    degraded: bool
    """The index is away and the database answered."""


HITS = 20
"""Threads of a page."""
LAST_PAGE = LOOKED_THROUGH // HITS
STATES = ("solved", "open", "unanswered")
SORTS: dict[str, Order] = {"newest": "newest", "votes": "votes"}
MOST_BOARDS = 10
"""Boards to choose from; those with the most results."""
PERIODS = {"year": dt.timedelta(days=365), "month": dt.timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the address asks for; anything that makes no sense is left out."""

    query: str
    states: frozenset[str]
    boards: frozenset[str]
    products: frozenset[str]
    staff: bool
    since: str
    order: Order
    page: int
    exact: bool


def search_page(
    session: Session, actor: Actor, engine: SearchEngine, params: Mapping[str, Sequence[str]]
) -> SearchPage:
    """Return the results for the fields of the address: q, status, board, staff, since, sort, page, exact."""
    wish = _wish(params)
    found, shown = _find(session, actor, engine, wish)
    counts = found.counts
    states = counts.statuses if counts else {}
    return SearchPage(
        query=wish.query,
        shown_query=shown,
        hits=tuple(_hit(item) for item in found.items),
        total=found.total,
        exact_total=found.exact,
        states=tuple(FacetOption(state, "", states.get(state), state in wish.states) for state in STATES),
        staff=FacetOption("yes", "", counts.staff if counts else None, wish.staff),
        boards=_boards(session, actor, wish, counts),
        products=_products(wish, counts),
        since=wish.since,
        sort=wish.order,
        exact=wish.exact,
        words=parse(wish.query).query.words,
        missed=bool(wish.query) and not found.total and not found.degraded and not _narrows(wish),
        pager=Pager(
            page=wish.page,
            pages=None,
            has_next=found.total > wish.page * HITS and wish.page < LAST_PAGE,
        ),
        degraded=found.degraded,
    )


def _narrows(wish: _Wish) -> bool:
    query = parse(wish.query).query
    return bool(
        wish.states or wish.boards or wish.products or wish.staff or wish.since in PERIODS or wish.page > 1
    ) or query != Query(text=query.text, phrases=query.phrases)


def _boards(session: Session, actor: Actor, wish: _Wish, counts: Counts | None) -> tuple[FacetOption, ...]:
    """Return the boards to narrow by, in their order: those with results, where that was counted."""
    rows = read(session, _listed(actor), who(actor))
    options = [
        FacetOption(
            row.slug, row.name, counts.boards.get(row.slug, 0) if counts else None, row.slug in wish.boards
        )
        for row in rows
    ]
    if counts is None:
        return tuple(options)
    worth = sorted((one for one in options if one.count), key=lambda one: -(one.count or 0))[:MOST_BOARDS]
    return tuple(one for one in options if one in worth or one.selected)


@prepared
def _listed(actor: Actor) -> Select[str, str]:
    return select(Board.slug, Board.name).where(visible_board(actor)).order_by(Board.position, Board.id)


def _products(wish: _Wish, counts: Counts | None) -> tuple[FacetOption, ...]:
    """Return the products to narrow by, those of most results, and whatever is ticked."""
    counted = counts.products if counts else {}
    commonest = sorted(counted, key=lambda one: (-counted[one], one))[:MOST_BOARDS]
    return tuple(
        FacetOption(one, one.partition(":")[2], counted.get(one, 0) if counts else None, one in wish.products)
        for one in sorted({*commonest, *wish.products})
    )


def _wish(params: Mapping[str, Sequence[str]]) -> _Wish:
    def first(name: str) -> str:
        return next(iter(params.get(name, ())), "")

    since, page = first("since"), first("page")
    return _Wish(
        query=first("q")[:LONGEST_INPUT].strip(),
        states=frozenset(params.get("status", ())) & frozenset(STATES),
        boards=frozenset(params.get("board", ())),
        products=frozenset(one for one in params.get("product", ()) if ":" in one),
        staff=first("staff") == "yes",
        since=since if since in PERIODS else "any",
        order=SORTS.get(first("sort"), "relevance"),
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
        exact=bool(first("exact")),
    )


def _find(session: Session, actor: Actor, engine: SearchEngine, wish: _Wish) -> tuple[Found, str]:
    """Return what was found and for which words: what would find more is looked for as it was perhaps meant."""
    if not wish.query:
        return Found((), 0, exact=True, suggestion=None, degraded=False), ""
    narrowing = Narrowing(
        # All three together say no more than none.
        statuses=wish.states if len(wish.states) < len(STATES) else frozenset(),
        boards=wish.boards,
        products=wish.products,
        staff=wish.staff,
        after=(clock.now() - PERIODS[wish.since]).date() if wish.since in PERIODS else None,
        order=wish.order,
    )

    def look(text: str) -> Found:
        offset = (wish.page - 1) * HITS
        return find(
            session, actor, engine, text, limit=HITS, offset=offset, narrowing=narrowing, counted=STATES
        )

    found = look(wish.query)
    if found.suggestion and not wish.exact:
        corrected, mistaken = _corrected(wish.query, found.suggestion)
        proposed = look(corrected)
        # Beside other words a misspelt one hardly shows in the number of results; alone it does.
        if proposed.total > found.total or (
            proposed.total and mistaken != wish.query and not look(mistaken).total
        ):
            return proposed, corrected
    return found, wish.query


def _corrected(asked: str, suggestion: str) -> tuple[str, str]:
    """Return what was asked with the words of the suggestion in place of the misspelt ones, and those alone."""
    old = [asked_for.surface for asked_for in words(parse(asked).query.text)]
    new = [meant.surface for meant in words(suggestion)]
    changed = {one: two for one, two in zip(old, new, strict=False) if one != two}
    corrected = "".join(changed.get(part.lower(), part) for part in re.split(r"(\W+)", asked))
    return corrected, " ".join(changed)


def _hit(item: FoundPost) -> SearchHit:
    return SearchHit(
        thread_id=item.thread_id,
        slug=item.slug,
        post_id=item.post_id,
        title=item.marked_title,
        kind=item.kind,
        excerpt=item.excerpt,
        from_solution=item.from_solution,
        state=item.state,
        waiting=item.waiting,
        team_answered=item.team_answered,
        board_name=item.board_name,
        replies=item.replies,
        at=item.at,
    )
