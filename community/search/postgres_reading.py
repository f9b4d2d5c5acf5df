"""An index in PostgreSQL as a search reads it: how large it is, how common its terms are, what analyses them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from community.search.analysis import Analyser, Concept
from community.search.engine import SearchUnavailable
from community.search.postgres_connections import Cursor, in_schema
from community.search.postgres_shelves import shelves
from community.search.postgres_tables import CURRENT, FORMAT
from community.search.vocabulary import Vocabulary
from community.search.weighing import pivot

_STATE: Final = (
    "SELECT format, stamp, shelf, latest, state.posts, questions, title_words, body_words, term, terms.posts, titles"
    " FROM {index}.state LEFT JOIN {index}.terms ON term = ANY(%s)"
)
_LEARNT: Final = "SELECT stamp, learnt FROM {index}.state"
_SHELF: Final = "SELECT stamp, shelf FROM {index}.state"
_BEGINNING: Final = (
    "SELECT term, titles FROM (SELECT term, titles FROM {index}.terms"
    " WHERE term >= %s AND term < %s AND titles > 0 LIMIT %s) AS few"
)
_LAST_LETTER: Final = chr(0x10FFFF)
_MOST_OPENED: Final = 2_000
_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class State:
    """How large an index is, and in how many posts and titles of questions each of some terms stands."""

    stamp: str
    shelves: tuple[str, ...]
    posts: int
    questions: int
    pivots: tuple[float, float]
    in_posts: Mapping[str, int]
    in_titles: Mapping[str, int]


class Analysers:
    """The analysis of the index in use; its vocabulary is read again when it was learnt anew."""

    def __init__(self) -> None:
        self._known = ("", Analyser(Vocabulary()))

    def read(self, cursor: Cursor, text: str) -> tuple[Analyser, list[Concept], State]:
        """Return the analyser, the words of a text, and how common each is."""
        stamp, analyser = self._known
        for _ in range(_ATTEMPTS):
            concepts = analyser.concepts(text)
            state = read_state(cursor, terms_of(concepts))
            if state.stamp == stamp:
                return analyser, concepts, state
            stamp, analyser = self._load(cursor)
        raise SearchUnavailable("the index changes all the time", damaged=False)

    def current(self, cursor: Cursor) -> tuple[Analyser, int]:
        """Return the analyser and the size of the shelves, for a writer."""
        stamp, size = cursor.execute(in_schema(_SHELF, CURRENT)).fetchone()
        known, analyser = self._known
        return (analyser if known == stamp else self._load(cursor)[1]), size

    def _load(self, cursor: Cursor) -> tuple[str, Analyser]:
        stamp, learnt = cursor.execute(in_schema(_LEARNT, CURRENT)).fetchone()
        self._known = stamp, Analyser(Vocabulary(learnt))
        return self._known


def terms_of(concepts: Iterable[Concept]) -> list[str]:
    """Return every term that some words can be found by."""
    return sorted({term for concept in concepts for term, _ in (*concept.terms, *concept.parts)})


def shelves_for_phrase(analyser: Analyser, state: State, phrase: str) -> tuple[str, ...]:
    """Return the shelves on which a phrase is looked for: where its words are all common, the newest alone.

    Only the text of a post says whether words stand one after the other, so posts with all of them are opened.
    """
    rarest = min(
        (
            max((state.in_posts.get(term, 0) for term, _ in concept.terms), default=0)
            for concept in analyser.concepts(phrase)
        ),
        default=0,
    )
    if rarest <= _MOST_OPENED:
        return state.shelves
    return state.shelves[: 1 + len(state.shelves) * _MOST_OPENED // rarest]


def read_state(cursor: Cursor, terms: list[str]) -> State:
    """Return how large the index is and how common these terms are. Raises SearchUnavailable."""
    rows = cursor.execute(in_schema(_STATE, CURRENT), (terms,)).fetchall()
    if not rows or rows[0][0] != FORMAT:
        raise SearchUnavailable("the index is of another version")
    _, stamp, size, latest, posts, questions, title_words, body_words, *_ = rows[0]
    return State(
        stamp,
        tuple(shelves(latest, size)),
        posts,
        questions,
        (pivot(title_words, questions), pivot(body_words, posts)),
        {term: count for *_, term, count, _ in rows if term is not None and count > 0},
        {term: count for *_, term, _, count in rows if term is not None and count > 0},
    )


def titles_beginning(cursor: Cursor, most: int, prefix: str) -> dict[str, int]:
    """Return terms of titles that begin so, and how many titles have each."""
    return dict(
        cursor.execute(in_schema(_BEGINNING, CURRENT), (prefix, prefix + _LAST_LETTER, most)).fetchall()
    )
