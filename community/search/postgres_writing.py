"""Change an index in PostgreSQL: one batch, one transaction, one writer at a time."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from community.search.analysis import Analyser
from community.search.engine import Document
from community.search.postgres_connections import Cursor, in_schema
from community.search.postgres_rows import ROW_FACTS, Row, digest, row
from community.search.postgres_shelves import LETTERS
from community.search.postgres_tables import CURRENT
from community.search.schema import FACTS, QUESTION, facts
from community.search.vocabulary import has_grown, learn

_COLUMNS: Final = (
    "post_id", "thread_id", "board_id", "created", "kind", "state", "solved", "by_staff", "is_question", "digest",
    "facts", "weights", "terms", "title", "words",
)  # fmt: skip
_CASTS: Final = {"terms": "::tsvector", "title": "::tsvector", "words": "::tsvector"}
_KNOWN: Final = "SELECT post_id, digest, facts, state, kind FROM {index}.posts WHERE post_id = ANY(%s)"
_OLD: Final = (
    "SELECT facts, tsvector_to_array(terms), tsvector_to_array(title), tsvector_to_array(words)"
    " FROM {index}.posts WHERE post_id = ANY(%s)"
)
_DELETE: Final = "DELETE FROM {index}.posts WHERE post_id = ANY(%s)"
_INSERT: Final = "INSERT INTO {index}.posts (COLUMNS) VALUES (VALUES)".replace(
    "COLUMNS", ", ".join(_COLUMNS)
).replace("(VALUES)", "(" + ", ".join(f"%({name})s{_CASTS.get(name, '')}" for name in _COLUMNS) + ")")
_COPY: Final = "COPY {index}.posts (COLUMNS) FROM STDIN".replace("COLUMNS", ", ".join(_COLUMNS))
_ALTER: Final = (
    "UPDATE {index}.posts SET board_id = %s, created = %s, kind = %s, state = %s, solved = %s, by_staff = %s,"
    " facts = %s WHERE post_id = %s"
)
_COUNT_TERMS: Final = (
    "INSERT INTO {index}.terms AS old SELECT * FROM unnest(%s::text[], %s::int[], %s::int[])"
    " ON CONFLICT (term) DO UPDATE SET posts = old.posts + excluded.posts, titles = old.titles + excluded.titles"
)
_COUNT_WORDS: Final = (
    "INSERT INTO {index}.words AS old (word, posts) SELECT * FROM unnest(%s::text[], %s::int[])"
    " ON CONFLICT (word) DO UPDATE SET posts = old.posts + excluded.posts"
)
_COUNT_ALL: Final = (
    "UPDATE {index}.state SET posts = posts + %s, questions = questions + %s, title_words = title_words + %s,"
    " body_words = body_words + %s, latest = greatest(latest, %s)"
)
_SIZES: Final = "SELECT posts, learnt_from FROM {index}.state"
_LEARNABLE: Final = "SELECT word, posts FROM {index}.words WHERE posts > 0 AND strpos(word, ' ') = 0"
_LEARNT: Final = "UPDATE {index}.state SET learnt = %s, learnt_from = %s, stamp = %s"


@dataclass(slots=True)
class Counts:
    """By how much a change makes each word more common, and the whole larger."""

    terms: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    posts: int = 0
    questions: int = 0
    title_words: int = 0
    body_words: int = 0
    latest: int = 0

    def add(self, one: Row) -> None:
        """Count a post that comes in."""
        self._lengths(one.lengths, 1, is_question=one.is_question)
        self.terms.update(one.terms)
        self.titles.update(one.titles)
        self.words.update(one.words)
        self.latest = max(self.latest, one.post_id)

    def take(self, facts: bytes, terms: Iterable[str], titles: Iterable[str], words: Iterable[str]) -> None:
        """Count a post that goes."""
        read = FACTS.unpack(facts[: FACTS.size])
        self._lengths((read[4], read[5]), -1, is_question=bool(read[6] & QUESTION))
        # What stands for tags and authors is not on a shelf.
        self.terms.subtract(term[LETTERS:] for term in terms if term[0] not in "#@")
        self.titles.subtract(term[LETTERS:] for term in titles)
        self.words.subtract(word[LETTERS:] for word in words)

    def _lengths(self, lengths: tuple[int, int], sign: int, *, is_question: bool) -> None:
        self.posts += sign
        self.questions += sign * is_question
        self.title_words += sign * is_question * lengths[0]
        self.body_words += sign * lengths[1]


def write(
    cursor: Cursor,
    schema: str,
    analyser: Analyser,
    size: int,
    documents: Sequence[Document],
    removed: Sequence[int] = (),
) -> None:
    """Put documents in place of their earlier versions and take removed posts out; the caller holds the lock.

    A post whose text is the same keeps its vectors: a thread that was solved costs no new index entries.
    """
    latest = {document.post_id: document for document in documents}
    for post_id in removed:
        latest.pop(post_id, None)
    gone = set(removed)
    fresh: list[Row] = []
    known = _known(cursor, schema, latest)
    for post_id, document in sorted(latest.items()):
        old = known.get(post_id)
        if old is not None and bytes(old[1]) == digest(document):
            _alter(cursor, schema, document, old)
            continue
        if old is not None:
            gone.add(post_id)
        fresh.append(row(document, analyser, size))
    counts = Counts()
    if gone:
        for facts, *lexemes in cursor.execute(in_schema(_OLD, schema), (list(gone),)).fetchall():
            counts.take(bytes(facts), *lexemes)
        cursor.execute(in_schema(_DELETE, schema), (list(gone),))
    for one in fresh:
        counts.add(one)
    if fresh:
        cursor.executemany(in_schema(_INSERT, schema), [one.columns for one in fresh])
    _count(cursor, schema, counts)


def learn_words(cursor: Cursor) -> None:
    """Learn the community's words when the index in use has grown enough since the last time."""
    posts, learnt_from = cursor.execute(in_schema(_SIZES, CURRENT)).fetchone()
    if has_grown(posts, learnt_from):
        learnt = learn(dict(cursor.execute(in_schema(_LEARNABLE, CURRENT)).fetchall()))
        cursor.execute(in_schema(_LEARNT, CURRENT), (learnt, posts, secrets.token_hex(8)))


def copy(cursor: Cursor, schema: str, rows: Sequence[Row]) -> Counts:
    """Put the rows of posts that are not there yet into an index that is being built; return what they count for."""
    counts = Counts()
    with cursor.copy(in_schema(_COPY, schema)) as into:
        for one in rows:
            into.write_row([one.columns[name] for name in _COLUMNS])
            counts.add(one)
    count_all(cursor, schema, counts)
    return counts


def count_all(cursor: Cursor, schema: str, counts: Counts) -> None:
    """Write down by how much the whole grew or shrank."""
    of_all = counts.posts, counts.questions, counts.title_words, counts.body_words, counts.latest
    cursor.execute(in_schema(_COUNT_ALL, schema), of_all)


def _known(cursor: Cursor, schema: str, posts: Mapping[int, Document]) -> dict[int, Any]:
    found = cursor.execute(in_schema(_KNOWN, schema), (list(posts),)).fetchall() if posts else []
    return {known[0]: known for known in found}


def _alter(cursor: Cursor, schema: str, document: Document, old: Any) -> None:
    """Write anew what does not stand in the vectors, where it changed."""
    kept = ROW_FACTS.itemsize - FACTS.size
    length = FACTS.unpack(bytes(old[2])[: FACTS.size])[4:6]
    now = facts(document, *length) + bytes(old[2])[-kept:]
    if (now, document.state, document.kind) != (bytes(old[2]), old[3], old[4]):
        read = FACTS.unpack(now[: FACTS.size])
        changed = (
            document.board_id, read[3], document.kind, document.state, document.solved, document.by_staff, now,
            document.post_id,
        )  # fmt: skip
        cursor.execute(in_schema(_ALTER, schema), changed)


def _count(cursor: Cursor, schema: str, counts: Counts) -> None:
    terms = sorted(
        term
        for term in counts.terms.keys() | counts.titles.keys()
        if counts.terms[term] or counts.titles[term]
    )
    if terms:
        of_each = [counts.terms[term] for term in terms], [counts.titles[term] for term in terms]
        cursor.execute(in_schema(_COUNT_TERMS, schema), (terms, *of_each))
    words = sorted(word for word, count in counts.words.items() if count)
    if words:
        cursor.execute(in_schema(_COUNT_WORDS, schema), (words, [counts.words[word] for word in words]))
    if counts.posts or counts.title_words or counts.body_words or counts.latest:
        count_all(cursor, schema, counts)
