"""What every post of an answer has to meet, as SQL: boards, and the conditions of the search language."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from community.search.engine import Query
from community.search.folding import words
from community.search.postgres_candidates import Conditions
from community.search.postgres_rows import author_lexeme, tag_lexeme
from community.search.postgres_shelves import NOTHING, quoted


def conditions(
    query: Query, boards: frozenset[int] | None, shelves: Callable[[str], Sequence[str]]
) -> Conditions:
    """Return what is asked beside the words; `shelves` says on which a phrase is looked for."""
    found: list[tuple[str, Any]] = list(in_boards(boards))
    if query.status == "solved":
        found.append(("solved = %s", True))
    elif query.status == "open":
        found.append(("state <> ALL(%s)", ["solved", "closed"]))
    elif query.status is not None:
        found.append(("state = %s", "open" if query.status == "unanswered" else query.status))
    if query.kinds:
        found.append(("kind = ANY(%s)", list(query.kinds)))
    if query.staff:
        found.append(("by_staff = %s", True))
    if query.after is not None:
        found.append(("created >= %s", _midnight(query.after)))
    if query.before is not None:
        found.append(("created < %s", _midnight(query.before)))
    return [*found, *(("words @@ %s::tsquery", phrase(text, shelves(text))) for text in query.phrases)]


def in_boards(boards: frozenset[int] | None) -> Conditions:
    """Return the condition that a post is in one of these boards, if they are not all."""
    return [] if boards is None else [("board_id = ANY(%s)", sorted(boards))]


def marks(query: Query) -> str:
    """Return the tsquery for the tags and authors that are asked for, with `&` behind it."""
    wanted = [tag_lexeme(tag) for tag in query.tags]
    if query.authors:
        wanted.append(_any(map(author_lexeme, query.authors)))
    return "".join(f"{one}&" for one in wanted)


def phrase(text: str, shelves: Iterable[str]) -> str:
    """Return the tsquery for these words one after the other, in whatever spelling."""
    wanted = [word.folded for word in words(text)]
    if not wanted:
        return NOTHING
    return _any("(" + "<->".join(quoted(shelf + word) for word in wanted) + ")" for shelf in shelves)


def _any(queries: Iterable[str]) -> str:
    return "(" + "|".join(queries) + ")"


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
