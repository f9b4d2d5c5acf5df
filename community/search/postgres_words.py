"""The words of an index in PostgreSQL: which a reader may know of, and all of them in one text to look inside."""

from collections.abc import Iterable, Iterator
from typing import Final

from community.search.analysis import Analyser
from community.search.folding import Word
from community.search.postgres_candidates import Conditions
from community.search.postgres_connections import Cursor, in_schema
from community.search.postgres_reading import read_state
from community.search.postgres_shelves import any_of, either
from community.search.postgres_tables import CURRENT
from community.search.suggest import MOST_TERMS

_ANY: Final = "SELECT EXISTS (SELECT FROM {index}.posts WHERE terms @@ %s::tsquery{conditions})"
_POSTS: Final = (
    "SELECT count(*) FROM (SELECT FROM {index}.posts WHERE words @@ %s::tsquery{conditions} LIMIT %s) AS few"
)
_BEGINNING: Final = (
    "SELECT word FROM (SELECT word FROM {index}.words WHERE word >= %s AND word < %s AND posts > 0 LIMIT %s) AS few"
    " WHERE length(word) BETWEEN %s AND %s AND strpos(word, ' ') = 0"
)
_SPELLINGS: Final = "SELECT word FROM {index}.words WHERE word >= %s AND word < %s AND posts > 0"
_NEWER: Final = "SELECT number, word FROM {index}.words WHERE number > %s ORDER BY number"
# Which of two spellings is commoner shows among these.
_COUNTED: Final = 50


class PostgresWords:
    """See `suggest.WordsInUse`; the conditions say which posts the reader may find."""

    def __init__(
        self,
        cursor: Cursor,
        analyser: Analyser,
        shelves: tuple[str, ...],
        conditions: Conditions,
        found: Iterable[str],
    ) -> None:
        self._cursor, self._analyser, self._shelves = cursor, analyser, shelves
        self._where = "".join(f" AND {sql}" for sql, _ in conditions)
        self._parameters = [parameter for _, parameter in conditions]
        self._found = frozenset(found)

    def known(self, word: Word) -> bool:
        """Return whether an allowed post has this word in any form."""
        terms = [term for concept in self._analyser.concepts(word.surface) for term, _ in concept.terms]
        if self._found.intersection(terms):
            return True
        there = sorted(read_state(self._cursor, terms).in_posts)
        if not there or not self._where:
            return bool(there)
        query = either([any_of(there, shelf) for shelf in self._shelves])
        statement = in_schema(_ANY.replace("{conditions}", self._where), CURRENT)
        return bool(self._cursor.execute(statement, (query, *self._parameters)).fetchone()[0])

    def beginning(self, prefixes: Iterable[str], letters: range) -> Iterator[str]:
        """Yield the folded words of so many letters that begin so."""
        for prefix in prefixes:
            within = (prefix, _after(prefix), MOST_TERMS, letters.start, letters.stop - 1)
            for (word,) in self._cursor.execute(in_schema(_BEGINNING, CURRENT), within).fetchall():
                yield word

    def posts(self, folded: str) -> int:
        """Return in how many of the allowed posts a word stands, of many as many as are counted."""
        query = either([any_of((folded,), shelf) for shelf in self._shelves])
        statement = in_schema(_POSTS.replace("{conditions}", self._where), CURRENT)
        counted = self._cursor.execute(statement, (query, *self._parameters, _COUNTED)).fetchone()
        return int(counted[0])

    def spellings(self, folded: str) -> dict[str, int]:
        """Return how a folded word is written, and in how many of the allowed posts."""
        begun = f"{folded} "
        found = self._cursor.execute(in_schema(_SPELLINGS, CURRENT), (begun, _after(begun))).fetchall()
        return {word.partition(" ")[2]: self.posts(word) for (word,) in sorted(found)}


class Lexicon:
    """Every folded word of the index between line breaks; only what is new is read from the database."""

    def __init__(self) -> None:
        self._stamp, self._number, self._words = "", 0, "\n"

    def words(self, cursor: Cursor, stamp: str) -> str:
        """Return the words of the index that has this stamp."""
        if stamp != self._stamp:
            self._stamp, self._number, self._words = stamp, 0, "\n"
        newer = cursor.execute(in_schema(_NEWER, CURRENT), (self._number,)).fetchall()
        if newer:
            self._words += "".join(f"{word}\n" for _, word in newer if " " not in word)
            self._number = newer[-1][0]
        return self._words


def _after(prefix: str) -> str:
    """Return what comes behind everything that begins so."""
    return prefix + chr(0x10FFFF)
