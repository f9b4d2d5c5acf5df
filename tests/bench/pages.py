"""The pages that are measured, as addresses in a filled place."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from tests.bench.community import BOARDS, queries
from tests.bench.load import differing
from tests.bench.places import Place

NAMES = ("landing", "board", "board-50", "thread", "long-thread", "profile", "search-2", "search-9")
MANY = 50_000
"""Addresses enough for all runs of a page; no run comes to their end and meets what was kept from the beginning."""
MEASURED_REPLIES, MEASURED_THREADS = (7, 6, 8), 2_000
"""The page of a thread is measured on threads with so many replies, and so many of each."""
TURN = 20
"""Threads to a page of a list, and replies to a page of a thread."""


@dataclass(frozen=True)
class Page:
    """A page: its addresses of which none is like another, and the one that is asked for again and again."""

    name: str
    differing: Sequence[str]
    same: str | None
    """None where no cache could have the answer: people search for different things."""


def pages(place: Place) -> list[Page]:
    """Return the pages of a place that are measured."""
    listed = place.ask("SELECT count(*) FROM threads")[0][0] // BOARDS // TURN
    deep = max(2, min(50, listed))
    boards = [f"/boards/bereich-{number}" for number in range(BOARDS)]
    near = [_thread(*row) for replies in MEASURED_REPLIES for row in _threads(place, replies)]
    [(long_id, long_slug, replies)] = place.ask(
        "SELECT id, slug, reply_count FROM threads ORDER BY reply_count DESC LIMIT 1"
    )
    long = _thread(long_id, long_slug)
    turns = [f"{long}?page={number}" for number in range(2, max(3, replies // TURN))]
    people = [f"/members/{quote(name)}" for (name,) in place.ask(PEOPLE)]
    return [
        Page("landing", differing(["/"], MANY), "/"),
        Page("board", differing(boards, MANY), boards[3]),
        Page(
            "board-50", differing([f"{one}?page={deep}" for one in boards], MANY), f"{boards[3]}?page={deep}"
        ),
        Page("thread", differing(near, MANY), near[0]),
        Page("long-thread", differing(turns, MANY), turns[len(turns) // 2]),
        Page("profile", differing(people, MANY), people[0]),
        Page("search-2", _searches(2), None),
        Page("search-9", _searches(9), None),
    ]


PEOPLE = (
    "SELECT name FROM participants WHERE has_account AND EXISTS"
    " (SELECT 1 FROM posts WHERE author_id = participants.id) ORDER BY id LIMIT 2000"
)


def reply_threads(place: Place, count: int) -> list[tuple[int, str]]:
    """Return ids and addresses of threads that people reply to, another one each time."""
    rows = place.ask(
        "SELECT id, slug FROM threads WHERE reply_count BETWEEN 3 AND 12 AND NOT EXISTS"
        f" (SELECT 1 FROM closures WHERE thread_id = threads.id) ORDER BY id DESC LIMIT {count}"
    )
    return [(thread_id, _thread(thread_id, slug)) for thread_id, slug in rows]


def _threads(place: Place, replies: int) -> list[tuple[int, str]]:
    return place.ask(
        f"SELECT id, slug FROM threads WHERE reply_count = {replies} ORDER BY id LIMIT {MEASURED_THREADS}"
    )


def _thread(thread_id: int, slug: str) -> str:
    return f"/threads/{thread_id}-{slug}"


def _searches(words: int) -> list[str]:
    found = dict.fromkeys(queries(words, MANY))
    return [f"/search?{urlencode({'q': query})}" for query in found]
