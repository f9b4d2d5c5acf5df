"""Connections to the database that holds an index, and what their failures mean.

The driver is reached through SQLAlchemy alone, so that a place on SQLite does not need it.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from community.model.engine import engine_options
from community.search.engine import SearchUnavailable

Cursor = Any
"""A cursor of psycopg that gives values in binary form."""
Answer = TypeVar("Answer")

LOCK_SECONDS: Final = 10
_SESSION: Final = (
    # A search goes through the index or not at all; its plan depends on nothing but its shape.
    "SET enable_seqscan = off",
    "SET plan_cache_mode = force_generic_plan",
    "SET jit = off",
    "SET max_parallel_workers_per_gather = 0",
    "SET lock_timeout = '2s'",
    "SET statement_timeout = '5s'",
)
_WAITING: Final = ("08", "28", "3D", "40", "53", "55", "57", "58", "25", "42501")
"""Classes of errors that speak of the server, its locks, room or rights, and not of what is in the index."""


class Connections:
    """The connections of one process to one database; a forked child opens its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._made: Engine | None = None
        self._process = 0

    def read(self, ask: Callable[[Cursor], Answer]) -> Answer:
        """Return what `ask` gets; once more over a new connection where the pooled one had died."""
        try:
            return self._read(ask)
        except Exception as problem:
            if not getattr(problem, "connection_died", False):
                raise
            return self._read(ask)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Cursor]:
        """Give a cursor in a transaction, which is committed where nothing is raised."""
        with self._lent() as connection, connection.driver_connection.transaction():
            cursor = connection.driver_connection.cursor()
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield cursor

    @contextlib.contextmanager
    def holding(self, lock: int) -> Iterator[bool]:
        """Hold an advisory lock as long as it is free now; say whether it was. A killed process holds none."""
        with self._lent() as connection, connection.driver_connection.cursor() as cursor:
            held = bool(cursor.execute("SELECT pg_try_advisory_lock(%s)", (lock,)).fetchone()[0])
            try:
                yield held
            finally:
                if held and not connection.driver_connection.closed:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", (lock,))

    def close(self) -> None:
        """Close every connection; the next question opens one."""
        if self._made is not None and self._process == os.getpid():
            self._made.dispose()

    def _read(self, ask: Callable[[Cursor], Answer]) -> Answer:
        with self._lent() as connection, connection.driver_connection.cursor(binary=True) as cursor:
            return ask(cursor)

    @contextlib.contextmanager
    def _lent(self) -> Iterator[Any]:
        connection = self._engine().raw_connection()
        try:
            yield connection
        except Exception as problem:
            driver = connection.driver_connection
            if driver is None or driver.closed:
                connection.invalidate()
                problem.connection_died = True  # type: ignore[attr-defined]
            raise
        finally:
            connection.close()

    def _engine(self) -> Engine:
        if self._made is None or self._process != os.getpid():
            if self._made is not None:
                self._made.dispose(close=False)
            options = engine_options(self._url) | {"pool_pre_ping": False}
            self._made, self._process = create_engine(self._url, **options), os.getpid()
            event.listen(self._made, "connect", _prepare)
        return self._made


@contextlib.contextmanager
def unavailable() -> Iterator[None]:
    """Turn whatever goes wrong inside into the one exception callers know, and say whether waiting is enough."""
    try:
        yield
    except SearchUnavailable:
        raise
    except Exception as problem:
        raise SearchUnavailable(
            f"{type(problem).__name__}: {problem}".strip(), damaged=not passes(problem)
        ) from problem


@lru_cache(maxsize=1_000)
def in_schema(statement: str, schema: str) -> bytes:
    """Return a statement for the tables of one schema, whose name is ours and stands as `{index}` in it."""
    return statement.replace("{index}", schema).encode()


def _prepare(connection: Any, _record: object) -> None:
    connection.autocommit = True
    for setting in _SESSION:
        connection.execute(setting)


def passes(problem: Exception) -> bool:
    """Return whether a failure speaks of the way to the index, not of the index."""
    if isinstance(problem, NoneFree):
        return True
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    code = getattr(cause, "sqlstate", "")
    # Without a code the server was not reached, or went.
    return type(cause).__name__ == "OperationalError" if not code else code.startswith(_WAITING)
