"""Posts fetched from PostgreSQL to be scored: their facts and weights as columns, and what they are asked for by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from community.search.postgres_connections import Cursor, in_schema
from community.search.postgres_rows import ENTRIES, ROW_FACTS, number_of
from community.search.postgres_tables import CURRENT
from community.search.postings import Amounts, Block
from community.search.weighing import norms

_NOTHING: Final = b"", b""
_FETCH: Final = "SELECT string_agg(facts, ''::bytea), string_agg(weights, ''::bytea) FROM ({arms}) AS found"
_ARM: Final = "(SELECT facts, weights FROM {index}.posts WHERE {column} @@ %s::tsquery{conditions} LIMIT %s)"

Conditions = Sequence[tuple[str, Any]]
"""SQL that every post must meet, each with its parameter."""


@dataclass(frozen=True, slots=True)
class Arm:
    """One question to the index: which vector, a tsquery, and how many posts of it are taken."""

    column: str
    query: str
    most: int


class Candidates:
    """Posts with their facts as columns; see `weighing.Posts` and `grouping.Facts`."""

    def __init__(self, facts: bytes, weights: bytes, pivots: tuple[float, float]) -> None:
        rows = np.frombuffer(facts, ROW_FACTS)
        entries = np.frombuffer(weights, ENTRIES)
        owners = np.repeat(np.arange(len(rows)), rows["entries"])
        # A post may have come by several ways.
        _, first = np.unique(rows["post"], return_index=True)
        if len(first) < len(rows):
            places = np.full(len(rows), -1)
            places[first] = np.arange(len(first))
            kept = places[owners] >= 0
            rows, entries, owners = rows[first], entries[kept], places[owners[kept]]
            order = np.argsort(owners, kind="stable")
            entries, owners = entries[order], owners[order]
        self._terms, self._entries, self._owners = np.ascontiguousarray(entries["term"]), entries, owners
        self.posts, self.threads, self.created, self.flags, title_words, body_words = (
            rows[name].astype(np.int64)
            for name in ("post", "thread", "created", "flags", "title_words", "body_words")
        )
        self.title_norms, self.body_norms = norms(title_words, body_words, pivots)
        self._found: dict[str, NDArray[np.intp]] = {}

    @property
    def lists(self) -> "Candidates":
        """The terms of these posts."""
        return self

    def whole(self, field: str, term: str) -> Block:
        """Return the places of the posts with a term in a field, ascending, and its weights in them."""
        if term not in self._found:
            self._found[term] = np.flatnonzero(self._terms == number_of(term))
        found = self._found[term]
        weights: Amounts = self._entries[field][found].astype(np.float64)
        there = weights > 0
        return self._owners[found[there]], weights[there]


@dataclass(slots=True)
class Fetched:
    """What was fetched so far, as it came from the database."""

    facts: list[bytes] = field(default_factory=list)
    weights: list[bytes] = field(default_factory=list)

    def fetch(self, cursor: Cursor, arms: Sequence[Arm], conditions: Conditions) -> int:
        """Ask these questions in one statement; return how many posts came."""
        if not arms:
            return 0
        where = "".join(f" AND {sql}" for sql, _ in conditions)
        parts = " UNION ALL ".join(
            _ARM.replace("{column}", arm.column).replace("{conditions}", where) for arm in arms
        )
        parameters: list[Any] = []
        for arm in arms:
            parameters += [arm.query, *(parameter for _, parameter in conditions), arm.most]
        found = cursor.execute(in_schema(_FETCH.replace("{arms}", parts), CURRENT), parameters).fetchone()
        facts, weights = found if found[0] is not None else _NOTHING
        self.facts.append(facts)
        self.weights.append(weights)
        return len(facts) // ROW_FACTS.itemsize

    def candidates(self, pivots: tuple[float, float]) -> Candidates:
        """Return every post that came, once."""
        return Candidates(b"".join(self.facts), b"".join(self.weights), pivots)
