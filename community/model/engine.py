"""Engines for both databases, with the settings durability and races depend on."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, event, make_url
from sqlalchemy.orm import Session

from community.model.page_turning import watch_pages

WRITING = {"community_writing": True}
"""Execution options of a connection whose transaction will write; SQLite then takes its lock at BEGIN."""


def engine_options(url: str) -> dict[str, Any]:
    """Return the keyword arguments of create_engine for `url`."""
    # The connection used last knows most: pages of the database on SQLite, planned statements on PostgreSQL.
    pool = {"pool_use_lifo": True}
    if make_url(url).get_backend_name() == "sqlite":
        return {**pool, "connect_args": {"timeout": 15, "check_same_thread": False}}
    limits = {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 10}
    return {**pool, **limits, "connect_args": {"connect_timeout": 5}}


def reading_options(url: str) -> dict[str, Any]:
    """Return the same for a process that reads far more than it writes, and writes in transactions of `to_write`.

    On PostgreSQL what is read there stands outside of transactions: the driver forgets each statement that the database
    has parsed and planned when one is rolled back, as every reading one is.
    """
    options = engine_options(url)
    return (
        options
        if make_url(url).get_backend_name() == "sqlite"
        else options | {"isolation_level": "AUTOCOMMIT"}
    )


def to_write(session: Session) -> Connection:
    """Begin a transaction of `session` that will write; nothing may have been begun before."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return session.connection(
        execution_options=WRITING if on_sqlite else {"isolation_level": "READ COMMITTED"}
    )


def prepare_engine(engine: Engine) -> Engine:
    """Hang the connection set-up on `engine`, and what turns the version of the pages; return it."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "handle_error", _notice_old_plans)
    watch_pages(engine)
    return engine


def _connect(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN comes too late (before the first write, not the first read): we send ours.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=15000"):
        cursor.execute(f"PRAGMA {pragma}")
    # Else INSERT OR REPLACE deletes a sealed row without asking the triggers that keep it.
    cursor.execute("PRAGMA recursive_triggers=ON")
    cursor.close()


def _notice_old_plans(context: ExceptionContext) -> None:
    # What was prepared before a table was changed is refused for ever (feature_not_supported): over a new connection
    # it is prepared anew.
    if getattr(context.original_exception, "sqlstate", None) == "0A000":
        context.is_disconnect = True


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once when another wrote between.
    writing = connection.get_execution_options().get("community_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
