"""Turns the version of the pages at the end of every transaction that wrote what a guest's page could show."""

from typing import Any, Final

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from community.model.page_versions import QUIET

SHAPING: Final = {"community_shaping": True}
"""Execution options of a connection that changes the tables themselves; the version may not have its own yet."""
TURN: Final = {
    "sqlite": (
        "INSERT INTO page_versions (id, token) VALUES (1, lower(hex(randomblob(16))))"
        " ON CONFLICT (id) DO UPDATE SET token = excluded.token"
    ),
    # Keys that are looked at by the commit may wait for rows of others: not while all wait for this row of ours.
    "postgresql": (
        "SET CONSTRAINTS ALL IMMEDIATE;"
        " INSERT INTO page_versions (id, token) VALUES (1, gen_random_uuid()::text)"
        " ON CONFLICT (id) DO UPDATE SET token = excluded.token"
    ),
}
"""The row stays locked until the commit, so versions become visible one after the other, each with its change."""
_WROTE: Final = "pages written"
_READING: Final = frozenset(
    {"BEGIN", "EXPLAIN", "LOCK", "PRAGMA", "ROLLBACK", "SAVEPOINT", "SELECT", "SET", "SHOW"}
)
"""What a statement that was written by hand begins with where it changes no row of ours."""


def watch_pages(engine: Engine) -> None:
    """Look at every statement that goes through `engine`, from the ORM, Core or by hand, and at every commit."""
    event.listen(engine, "before_cursor_execute", _look)
    event.listen(engine, "commit", _turn)
    event.listen(engine, "rollback", _forget)


def turn_pages(session: Session) -> None:
    """Have the commit of `session` turn the version: something that pages show and no table holds has changed."""
    session.connection().info[_WROTE] = True


def _look(
    connection: Connection, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    if _shows(statement, context):
        connection.info[_WROTE] = True


def _shows(statement: str, context: Any) -> bool:
    """Say whether a guest's page could show what this statement does; what can't be told could be shown."""
    if context.isinsert or context.isupdate or context.isdelete:
        table = context.compiled.compile_state.dml_table.name
        return table not in QUIET or bool(context.compiled.ctes)
    if isinstance(getattr(context.compiled, "statement", None), Select):
        return any(cte.element.is_dml for cte in context.compiled.ctes or ())
    return statement.split(None, 1)[0].upper() not in _READING


def _turn(connection: Connection) -> None:
    if _WROTE in connection.info and "community_shaping" not in connection.get_execution_options():
        # Said anew, as a connection that read much at once goes on to fetch everything by and by.
        plain = {"stream_results": False, "yield_per": None}
        connection.exec_driver_sql(TURN[connection.dialect.name], execution_options=plain)
    # Turning writes as well.
    _forget(connection)


def _forget(connection: Connection) -> None:
    # A connection that was lost has taken with it what was noted on it.
    if not connection.invalidated:
        connection.info.pop(_WROTE, None)
