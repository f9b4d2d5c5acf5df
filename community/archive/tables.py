"""Which tables a copy holds, in which order, and how they are read from a database at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Protocol

from sqlalchemy import Connection, Engine, ForeignKeyConstraint, String, Table, func, select, text
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.schema import sort_tables_and_constraints

from community.archive.rows import to_line
from community.model.base import metadata
from community.model.engine import WRITING

FLEETING: Final = frozenset({"sign_ins", "one_time_links", "view_salts", "page_versions", "similar_due"})
"""Never in an archive: a session or link that ended since would live again with it, and the salt that makes
readers countable for a day is thrown away so that nobody can be recognised later. A version of pages never comes
again, and what stands beside threads is looked for anew with the index, which is in no archive either."""

_BATCH: Final = 1000


class Tables(Protocol):
    """Something that gives the lines of tables: a database or an archive."""

    def lines(self, table: Table) -> Iterator[bytes]:
        """Yield every row, in the order of the primary key."""
        ...


def every_table() -> tuple[Table, ...]:
    """Return all tables, each after those it refers to; keys that close a circle are in late_keys()."""
    return tuple(table for table, _ in _sorted() if table is not None)


def late_keys() -> tuple[ForeignKeyConstraint, ...]:
    """Return the keys that can point to a row which comes later: circles, and tables that refer to themselves."""
    circles = [key for table, keys in _sorted() if table is None for key in keys]
    own = [
        key for table in every_table() for key in table.foreign_key_constraints if key.referred_table is table
    ]
    return tuple(circles + own)


class Snapshot:
    """The tables of a database as they are in the transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def revision(self) -> str | None:
        """The revision of the database, or None where it has no tables."""
        try:
            found = self.connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        except (OperationalError, ProgrammingError):
            return None
        return None if found is None else str(found)

    def count(self, table: Table) -> int:
        """Return how many rows a table has."""
        return self.connection.execute(select(func.count()).select_from(table)).scalar_one()

    def lines(self, table: Table) -> Iterator[bytes]:
        """Yield every row, in the order of the primary key; text by its bytes, as each database's language
        would sort it otherwise."""
        statement = select(table).order_by(*map(self._by_bytes, table.primary_key.columns))
        rows = self.connection.execution_options(yield_per=_BATCH).execute(statement)
        with rows:
            for row in rows.mappings():
                yield to_line(dict(row))

    def _by_bytes(self, column: Any) -> Any:
        if self.connection.dialect.name == "postgresql" and isinstance(column.type, String):
            return column.collate("C")
        return column


@contextmanager
def snapshot(engine: Engine, *, alone: bool = False) -> Iterator[Snapshot]:
    """Give the tables of one moment while others go on writing; `alone` makes writers wait (SQLite only)."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        elif alone:
            connection.execution_options(**WRITING)
        with connection.begin():
            yield Snapshot(connection)


def _sorted() -> list[tuple[Table | None, list[ForeignKeyConstraint]]]:
    tables = sorted(metadata.tables.values(), key=lambda table: table.name)
    # Documented, but SQLAlchemy gives it no types.
    found: list[tuple[Table | None, list[ForeignKeyConstraint]]] = sort_tables_and_constraints(tables)  # type: ignore[no-untyped-call]
    return found
