"""The tables of an index in PostgreSQL: two schemas of their own, the one in use and the one being built.

They are made here and not by a migration: like the folder of Whoosh they can be thrown away at any time.
"""

from typing import Final

from community.search.engine import SearchUnavailable
from community.search.postgres_connections import Cursor, in_schema

CURRENT: Final = "search"
BUILDING: Final = "search_building"
WRITE_LOCK: Final = 70931711
REBUILD_LOCK: Final = 70931712
"""Advisory locks: one writer at a time, one rebuild at a time; any numbers of our own would do."""
FORMAT: Final = 1
"""Counts up when what is kept changes: an index of another format is made anew."""
# Posts on one shelf at least. Their number and their size grow with the root of the whole, see `shelves`.
SMALLEST_SHELF: Final = 20_000

_TABLES: Final = """
CREATE SCHEMA {index};
CREATE TABLE {index}.state (
    format integer NOT NULL,
    stamp text NOT NULL,
    shelf integer NOT NULL,
    learnt text[] NOT NULL DEFAULT '{}',
    learnt_from bigint NOT NULL DEFAULT 0,
    latest bigint NOT NULL DEFAULT 0,
    posts bigint NOT NULL DEFAULT 0,
    questions bigint NOT NULL DEFAULT 0,
    title_words bigint NOT NULL DEFAULT 0,
    body_words bigint NOT NULL DEFAULT 0
);
CREATE TABLE {index}.posts (
    post_id bigint NOT NULL,
    thread_id bigint NOT NULL,
    board_id integer NOT NULL,
    created bigint NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    solved boolean NOT NULL,
    by_staff boolean NOT NULL,
    is_question boolean NOT NULL,
    digest bytea NOT NULL,
    facts bytea NOT NULL,
    weights bytea NOT NULL,
    terms tsvector NOT NULL,
    title tsvector NOT NULL,
    words tsvector NOT NULL
);
ALTER TABLE {index}.posts ALTER weights SET STORAGE MAIN, ALTER facts SET STORAGE MAIN;
CREATE TABLE {index}.terms (term text COLLATE "C" NOT NULL, posts integer NOT NULL, titles integer NOT NULL);
CREATE TABLE {index}.words (
    number bigint GENERATED ALWAYS AS IDENTITY, word text COLLATE "C" NOT NULL, posts integer NOT NULL
);
"""
_INDEXES: Final = """
ALTER TABLE {index}.posts ADD PRIMARY KEY (post_id);
CREATE INDEX ON {index}.posts (thread_id);
CREATE INDEX ON {index}.posts (created, post_id) WHERE is_question;
CREATE INDEX posts_found ON {index}.posts USING gin (terms, title, words) WITH (fastupdate = off);
ALTER TABLE {index}.terms ADD PRIMARY KEY (term);
ALTER TABLE {index}.words ADD PRIMARY KEY (word);
CREATE INDEX ON {index}.words (number);
"""
# Names every table and column that a search needs, and reads next to nothing.
_WHOLE: Final = """
SELECT to_regclass('{index}.posts_found') IS NOT NULL AND (SELECT count(*) = 1 FROM {index}.state)
    AND NOT EXISTS (SELECT facts, weights, title, words FROM {index}.posts WHERE post_id < 0)
    AND NOT EXISTS (SELECT posts, titles FROM {index}.terms WHERE term = '')
    AND NOT EXISTS (SELECT posts, number FROM {index}.words WHERE word = '')
"""


def create(cursor: Cursor, schema: str, stamp: str, shelf: int) -> None:
    """Make an empty index without the indexes that make it quick, which come when it is filled."""
    cursor.execute(in_schema(_TABLES, schema))
    statement = in_schema("INSERT INTO {index}.state (format, stamp, shelf) VALUES (%s, %s, %s)", schema)
    cursor.execute(statement, (FORMAT, stamp, shelf))


def finish(cursor: Cursor, schema: str) -> None:
    """Make the indexes."""
    cursor.execute(in_schema(_INDEXES, schema))


def exists(cursor: Cursor, schema: str) -> bool:
    """Return whether there is such an index, be it damaged."""
    found = cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", (schema,)).fetchone()
    return bool(found[0])


def insist_on_whole(cursor: Cursor) -> None:
    """Raise SearchUnavailable where the index in use lacks what a search goes through."""
    if not cursor.execute(in_schema(_WHOLE, CURRENT)).fetchone()[0]:
        raise SearchUnavailable("the index lacks a part")


def lock_writing(cursor: Cursor) -> None:
    """Be the only writer until the transaction ends."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", (WRITE_LOCK,))


def swap(cursor: Cursor) -> None:
    """Put what was built in the place of what was in use."""
    drop(cursor, CURRENT)
    cursor.execute(f"ALTER SCHEMA {BUILDING} RENAME TO {CURRENT}")


def drop(cursor: Cursor, schema: str) -> None:
    """Throw an index away, if there is one."""
    cursor.execute(in_schema("DROP SCHEMA IF EXISTS {index} CASCADE", schema))
