"""Build a new index beside the one in use and swap them in one transaction; go on where a killed rebuild stopped."""

import contextlib
import itertools
import secrets
from collections.abc import Iterable, Iterator
from typing import Final

from community.search.analysis import Analyser, bounded_words
from community.search.engine import BATCH, Document, DocumentSource, Progress, SearchUnavailable
from community.search.postgres_connections import Connections, Cursor, in_schema, passes
from community.search.postgres_rows import row
from community.search.postgres_shelves import shelf_size
from community.search.postgres_tables import (
    BUILDING,
    CURRENT,
    FORMAT,
    REBUILD_LOCK,
    create,
    drop,
    exists,
    finish,
    lock_writing,
    swap,
)
from community.search.postgres_writing import Counts, copy, write
from community.search.vocabulary import Vocabulary, learn

# A kill loses one of these; each is committed with how far it went.
_REBUILD_BATCH = 20 * BATCH
# A word that is in no more than three of so many posts is hardly one that others are made of.
_LEARNT_FROM = 20_000
_MEMORY: Final = "SET LOCAL maintenance_work_mem = '256MB'"
_BUILDING: Final = """
CREATE TABLE {index}.progress (last bigint NOT NULL, count bigint NOT NULL);
CREATE TABLE {index}.touched (post_id bigint NOT NULL);
CREATE TABLE {index}.counts (term text COLLATE "C" NOT NULL, posts integer NOT NULL, titles integer NOT NULL);
CREATE TABLE {index}.word_counts (word text COLLATE "C" NOT NULL, posts integer NOT NULL);
"""
_SUM_UP: Final = """
INSERT INTO {index}.terms SELECT term, sum(posts), sum(titles) FROM {index}.counts GROUP BY term;
INSERT INTO {index}.words (word, posts) SELECT word, sum(posts) FROM {index}.word_counts GROUP BY word;
DROP TABLE {index}.counts, {index}.word_counts;
"""
_ANALYZE: Final = "ANALYZE {index}.posts, {index}.terms, {index}.words"
_DONE: Final = """
SELECT progress.last, progress.count, state.learnt, state.shelf
FROM {index}.progress, {index}.state WHERE format = %s
"""
_TOUCHED: Final = "SELECT DISTINCT post_id FROM {index}.touched ORDER BY post_id"


def rebuild(connections: Connections, source: DocumentSource, progress: Progress | None) -> int:
    """Return the number of documents put in, in this run and in killed ones before it."""
    with connections.holding(REBUILD_LOCK) as alone:
        if not alone:
            raise SearchUnavailable("another process makes the index anew", damaged=False)
        with _given_up(connections):
            last, count, analyser, size = _begin(connections, source)
            for batch in _batches(source.after(last)):
                rows = [row(document, analyser, size) for document in batch]
                with connections.writing() as cursor:
                    _keep_counts(cursor, copy(cursor, BUILDING, rows))
                    last, count = batch[-1].post_id, count + len(batch)
                    cursor.execute(
                        in_schema("UPDATE {index}.progress SET last = %s, count = %s", BUILDING),
                        (last, count),
                    )
                if progress:
                    progress(count)
            _finish(connections)
            with connections.writing() as cursor:
                lock_writing(cursor)
                _catch_up(cursor, analyser, size, source)
                cursor.execute(in_schema("DROP TABLE {index}.touched, {index}.progress", BUILDING))
                swap(cursor)
            return count


def begin_empty(cursor: Cursor) -> None:
    """Make an empty index where there is none."""
    create(cursor, CURRENT, secrets.token_hex(8), shelf_size(0))
    finish(cursor, CURRENT)


def note_touched(cursor: Cursor, post_ids: Iterable[int]) -> bool:
    """Remember posts that changed while an index is being built, if one is, in the transaction that changes them."""
    if not exists(cursor, BUILDING):
        return False
    statement = in_schema("INSERT INTO {index}.touched SELECT unnest(%s::bigint[])", BUILDING)
    cursor.execute(statement, (list(post_ids),))
    return True


@contextlib.contextmanager
def _given_up(connections: Connections) -> Iterator[None]:
    """Let the next rebuild begin anew where going on failed: what it goes on with may be what is damaged."""
    went_on = connections.read(lambda cursor: exists(cursor, BUILDING))
    try:
        yield
    except Exception as problem:
        if went_on and not passes(problem):
            with connections.writing() as cursor:
                lock_writing(cursor)
                drop(cursor, BUILDING)
        raise


def _begin(connections: Connections, source: DocumentSource) -> tuple[int, int, Analyser, int]:
    """Return where a killed rebuild stopped if it is sound, else the beginning, with every word learnt."""
    with contextlib.suppress(Exception):
        return connections.read(_done)
    stamp = secrets.token_hex(8)
    # Registered before anything is read: what changes from now on is noted as touched.
    with connections.writing() as cursor:
        lock_writing(cursor)
        drop(cursor, BUILDING)
        create(cursor, BUILDING, stamp, shelf_size(0))
        cursor.execute(in_schema(_BUILDING, BUILDING))
    posts_with: dict[str, int] = {}
    count = 0
    for document in itertools.islice(source.after(0), _LEARNT_FROM):
        count += 1
        for word in {word.folded for word in bounded_words(f"{document.title} {document.body}")}:
            posts_with[word] = posts_with.get(word, 0) + 1
    learnt, size = learn(posts_with), shelf_size(source.latest())
    with connections.writing() as cursor:
        settled = in_schema("UPDATE {index}.state SET learnt = %s, learnt_from = %s, shelf = %s", BUILDING)
        cursor.execute(settled, (learnt, count, size))
        cursor.execute(in_schema("INSERT INTO {index}.progress VALUES (0, 0)", BUILDING))
    return 0, 0, Analyser(Vocabulary(learnt)), size


def _done(cursor: Cursor) -> tuple[int, int, Analyser, int]:
    last, count, learnt, size = cursor.execute(in_schema(_DONE, BUILDING), (FORMAT,)).fetchone()
    return last, count, Analyser(Vocabulary(learnt)), size


def _keep_counts(cursor: Cursor, counts: Counts) -> None:
    with cursor.copy(in_schema("COPY {index}.counts FROM STDIN", BUILDING)) as into:
        for term, posts in counts.terms.items():
            into.write_row((term, posts, counts.titles[term]))
    with cursor.copy(in_schema("COPY {index}.word_counts FROM STDIN", BUILDING)) as into:
        for word_and_posts in counts.words.items():
            into.write_row(word_and_posts)


def _finish(connections: Connections) -> None:
    """Sum up the counts and make the indexes, unless a killed rebuild got so far."""
    with connections.writing() as cursor:
        if cursor.execute("SELECT to_regclass(%s)", (f"{BUILDING}.counts",)).fetchone()[0] is None:
            return
        cursor.execute(_MEMORY)
        cursor.execute(in_schema(_SUM_UP, BUILDING))
        finish(cursor, BUILDING)
        cursor.execute(in_schema(_ANALYZE, BUILDING))


def _catch_up(cursor: Cursor, analyser: Analyser, size: int, source: DocumentSource) -> None:
    """Bring the posts that changed meanwhile up to date; nobody else writes while this runs."""
    touched = [found[0] for found in cursor.execute(in_schema(_TOUCHED, BUILDING)).fetchall()]
    for start in range(0, len(touched), BATCH):
        some = touched[start : start + BATCH]
        fresh = list(source.these(some))
        removed = sorted(set(some) - {document.post_id for document in fresh})
        write(cursor, BUILDING, analyser, size, fresh, removed)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    rest = iter(documents)
    while batch := list(itertools.islice(rest, _REBUILD_BATCH)):
        yield batch
