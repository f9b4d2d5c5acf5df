"""What a document becomes in PostgreSQL: columns for conditions, vectors to be found by, weights to be scored by."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from community.search.analysis import Analyser
from community.search.engine import Document
from community.search.folding import fold
from community.search.postgres_shelves import quoted, shelf_of
from community.search.schema import FACT_COLUMNS, FACTS, values

ENTRIES: Final = np.dtype([("term", "<u4"), ("title", "<f2"), ("body", "<f2")])
"""The weights of a post: one entry for each of its terms."""
ROW_FACTS: Final = np.dtype(
    [*((name, FACT_COLUMNS[name]) for name in FACT_COLUMNS.names or ()), ("entries", "<u2")]
)
"""Facts of a post, and how many entries it has."""
# PostgreSQL takes a megabyte of lexemes in one vector.
_MOST_BYTES: Final = 500_000
_MOST_ENTRIES: Final = 0xFFFF
_BODY_PLACE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Row:
    """One post as it is kept; `terms`, `titles` and `words` are what it is counted for."""

    post_id: int
    digest: bytes
    facts: bytes
    columns: dict[str, Any]
    terms: frozenset[str]
    titles: frozenset[str]
    words: frozenset[str]
    lengths: tuple[int, int]
    is_question: bool


def row(document: Document, analyser: Analyser, size: int) -> Row:
    """Return the row of a document on shelves of this size."""
    parts = values(document, analyser)
    shelf = shelf_of(document.post_id, size)
    both: dict[str, tuple[float, float]] = {term: (0.0, weight) for term, weight in parts["body"].items()}
    for term, weight in parts["title"].items():
        both[term] = (weight, both[term][1] if term in both else 0.0)
    terms = list(_bounded(both))[:_MOST_ENTRIES]
    entries = np.array([(number_of(term), *both[term]) for term in terms], ENTRIES)
    titles = list(_bounded(parts["title"])) if document.is_question else []
    words = list(_bounded(parts["exact"]))
    facts = parts["facts"] + len(terms).to_bytes(2, "little")
    read = FACTS.unpack(parts["facts"])
    marks = [f"#{tag}" for tag in parts["tag"]] + [f"@{name}" for name in parts["author"]]
    columns = {
        "post_id": document.post_id,
        "thread_id": document.thread_id,
        "board_id": document.board_id,
        "created": read[3],
        "kind": document.kind,
        "state": document.state,
        "solved": document.solved,
        "by_staff": document.by_staff,
        "is_question": document.is_question,
        "digest": digest(document),
        "facts": facts,
        "weights": entries.tobytes(),
        "terms": " ".join([*(quoted(shelf + term) for term in terms), *map(quoted, marks)]),
        "title": " ".join(quoted(shelf + term) for term in titles),
        "words": _placed(shelf, words, parts, _label(document)),
    }
    return Row(
        document.post_id, columns["digest"], facts, columns, frozenset(terms), frozenset(titles),
        frozenset((*words, *parts["spelling"])), (read[4], read[5]), document.is_question,
    )  # fmt: skip


def digest(document: Document) -> bytes:
    """Return what changes with everything the vectors and weights are made of."""
    said = (
        document.title, document.body, document.tags, document.told, document.language, document.author,
        document.is_question, document.is_solution, document.thread_id,
    )  # fmt: skip
    return hashlib.blake2b(repr(said).encode(), digest_size=16).digest()


def number_of(term: str) -> int:
    """Return the number that stands for a term among the weights; two in billions share one."""
    return zlib.crc32(term.encode())


def author_lexeme(name: str) -> str:
    """Return what stands in the vector for an author."""
    return quoted(f"@{fold(name)}")


def tag_lexeme(tag: str) -> str:
    """Return what stands in the vector for a tag."""
    return quoted(f"#{tag.lower()}")


def _placed(shelf: str, words: Iterable[str], parts: Mapping[str, Any], label: str) -> str:
    """Return the vector of the words as written: where each stands, in a title (A) or in which kind of text."""
    placed = [
        quoted(shelf + word)
        + ":"
        + ",".join(
            f"{place + 1}{label if place >= _BODY_PLACE else 'A'}" for place in parts["exact"][word][:255]
        )
        for word in words
    ]
    return " ".join([*placed, *(quoted(shelf + spelling) for spelling in _bounded(parts["spelling"]))])


def _label(document: Document) -> str:
    if document.is_question:
        return "B"
    return "C" if document.is_solution else "D"


def _bounded(terms: Iterable[str]) -> Iterator[str]:
    room = _MOST_BYTES
    for term in terms:
        room -= len(term.encode()) + 2
        if room < 0:
            return
        yield term
