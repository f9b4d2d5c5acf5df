"""Shelves: posts of neighbouring ids, so that common words are looked for among the newest posts first.

PostgreSQL's index gives everything that has a word before the first of it can be read. The shelf of a post therefore
stands in front of each of its terms: a rare word is asked for on every shelf, a common one on as many as it takes.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from community.search.postgres_tables import SMALLEST_SHELF

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MOST: Final = len(_DIGITS) ** 2
_USUAL_POSTS: Final = 120_000
LETTERS: Final = 2
"""Length of the name of a shelf."""
NOTHING: Final = "'~'"
"""What no post has."""


def shelf_size(latest: int) -> int:
    """Return how many ids go on a shelf where the highest is `latest`: shelves and their number grow by its root."""
    return int(SMALLEST_SHELF * max(1.0, math.sqrt(latest / _USUAL_POSTS)))


def shelf_of(post_id: int, size: int) -> str:
    """Return the name of the shelf of a post."""
    number = min(post_id // size, _MOST - 1)
    return _DIGITS[number // len(_DIGITS)] + _DIGITS[number % len(_DIGITS)]


def shelves(latest: int, size: int) -> list[str]:
    """Return the names of all shelves, those of the newest posts first."""
    return [shelf_of(number * size, size) for number in range(min(latest // size, _MOST - 1), -1, -1)]


def quoted(lexeme: str) -> str:
    """Return a lexeme as it is written in a tsvector or a tsquery."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def any_of(terms: Iterable[str], shelf: str) -> str:
    """Return the tsquery for any of these terms on a shelf."""
    return "(" + "|".join(quoted(shelf + term) for term in terms) + ")"


def either(queries: Sequence[str]) -> str:
    """Return the tsquery for any of these."""
    return "|".join(queries) or NOTHING
