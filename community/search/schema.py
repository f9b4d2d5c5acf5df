"""The fields of the Whoosh index, and how a document becomes their values.

Terms are weighed before Whoosh sees them, so its fields only take what they are given. `exact` keeps folded words with
their places (phrases, minus words, spelling), `spelling` the way words with umlauts are written, `facts` what a search
needs to know of every post without opening it.
"""

import struct
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np
from whoosh.columns import FixedBytesColumn
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence, Positions

from community.search.analysis import Analyser, bounded_words
from community.search.engine import Document
from community.search.folding import fold
from community.search.stop_words import language_of

# post, thread, board, created (seconds), words of the title, words of the body, flags
FACTS = struct.Struct("<qqIIHHB")
FACT_COLUMNS = np.dtype(
    [
        ("post", "<i8"), ("thread", "<i8"), ("board", "<u4"), ("created", "<u4"),
        ("title_words", "<u2"), ("body_words", "<u2"), ("flags", "u1"),
    ]
)  # fmt: skip
"""The same facts as columns of many posts."""
SOLVED, QUESTION, SOLUTION, STAFF = 1, 2, 4, 8
# A reply is found by its thread's title too, but half as much, so that a thread's first post leads.
_REPLY_TITLE = 0.5
_TITLE_GAP = 1_000


class WeightedTerms(FieldType):  # type: ignore[misc]
    """A field that takes terms with their weights as they are."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(self, value: Mapping[str, float], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term as Whoosh wants it."""
        for term, weight in value.items():
            yield term.encode(), 1, weight, b""


class PlacedWords(FieldType):  # type: ignore[misc]
    """A field that takes words with the places they stand at."""

    def __init__(self) -> None:
        super().__init__(Positions(), None)

    def index(self, value: Mapping[str, list[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each word with its encoded places as Whoosh wants it."""
        for word, places in value.items():
            yield word.encode(), len(places), float(len(places)), self.format.encode(places)


class Facts(FieldType):  # type: ignore[misc]
    """A field of fixed bytes for each document, read by its number."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(Existence(), None)
        self.column_type = FixedBytesColumn(FACTS.size)

    def to_column_value(self, value: bytes) -> bytes:
        """Return the packed facts unchanged."""
        return value


def schema() -> Schema:
    """Return the schema of every index; the one pickled into the index is never used."""
    return Schema(
        title=WeightedTerms(), body=WeightedTerms(), exact=PlacedWords(), spelling=WeightedTerms(),
        post=WeightedTerms(), tag=WeightedTerms(), author=WeightedTerms(), state=WeightedTerms(),
        kind=WeightedTerms(), facts=Facts(),
    )  # fmt: skip


def values(document: Document, analyser: Analyser) -> dict[str, Any]:
    """Return the values of a document's fields."""
    title = list(bounded_words(document.title))
    body = list(bounded_words(document.body))
    language = language_of(chain(title, body)) or document.language
    title_weight = 1.0 if document.is_question else _REPLY_TITLE
    # Tags and what was told stand in the first post only: they speak for the thread, not for each reply.
    about = " ".join((*document.tags, *document.told)) if document.is_question else ""
    exact: dict[str, list[int]] = {}
    for place, word in enumerate(body, start=_TITLE_GAP):
        exact.setdefault(word.folded, []).append(place)
    for place, word in enumerate(title[:_TITLE_GAP]):
        exact.setdefault(word.folded, []).insert(0, place)
    return {
        "title": {
            term: weight * title_weight
            for term, weight in analyser.index_terms(title, language, document.title).items()
        },
        "body": analyser.index_terms([*body, *bounded_words(about)], language, document.body),
        "exact": {word: sorted(places) for word, places in exact.items()},
        "spelling": {
            f"{word.folded} {word.surface}": 1.0 for word in (*title, *body) if word.surface != word.folded
        },
        "post": {str(document.post_id): 1.0},
        "tag": {tag.lower(): 1.0 for tag in document.tags},
        "author": {fold(document.author): 1.0},
        "state": {document.state: 1.0},
        "kind": {document.kind: 1.0},
        "facts": facts(document, len(title), len(body)),
    }


def facts(document: Document, title_words: int, body_words: int) -> bytes:
    """Return the packed facts of a document whose title and body have so many words."""
    flags = (
        SOLVED * document.solved
        | QUESTION * document.is_question
        | SOLUTION * document.is_solution
        | STAFF * document.by_staff
    )
    created = min(max(int(document.created_at.timestamp()), 0), 0xFFFFFFFF)
    lengths = min(title_words, 0xFFFF), min(body_words, 0xFFFF)
    return FACTS.pack(document.post_id, document.thread_id, document.board_id, created, *lengths, flags)
