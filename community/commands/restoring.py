"""Puts the rows of another place into an empty database, and compares what then stands there.

Everything happens in one transaction, so that a restore is there whole or not at all. What is kept while it runs:
every CHECK, every UNIQUE and every foreign key, and the triggers against changing and deleting, which a restore
never does. Two things rest, and stand again before the commit:

- triggers that ask at INSERT. They compare a new row with the present (is the editor staff *now*, is the version not
  read *yet*), and history need not fit the present: somebody has left the staff, a thread was moved. They are
  taken away for this transaction alone; PostgreSQL keeps every other writer off these tables meanwhile, SQLite has
  only one writer. Whether the rows keep the promises is what `check` then says.
- the moment of the few foreign keys that close a circle or point within their own table: they are looked at
  when all rows are in, not skipped.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, Table, func, insert, select, text

from community.archive.rows import Sum, from_line
from community.archive.tables import Snapshot, Tables, every_table, late_keys
from community.work import Work

_BATCH = 500


class Differs(Exception):
    """What stands in the database is not what was put there; `tables` are those that differ."""

    def __init__(self, tables: Collection[str]) -> None:
        super().__init__(", ".join(sorted(tables)))
        self.tables = tables


def restore_rows(work: Work, source: Tables, step: Callable[[int], object]) -> dict[str, Sum]:
    """Insert every row of `source` into tables that are empty, and return count and digest of each table.

    `step` is told how many rows were added or compared, so each row counts twice. Raises Differs, and
    archive.rows.BadRow; Conflict comes with the commit where rows contradict each other.
    """
    connection = work.session.connection()
    sums: dict[str, Sum] = {}
    with _rules_resting(connection):
        for table in every_table():
            sums[table.name] = _insert(connection, table, source.lines(table), step)
    _count_on(connection)
    _compare(connection, sums, step)
    return sums


def _insert(
    connection: Connection, table: Table, lines: Iterable[bytes], step: Callable[[int], object]
) -> Sum:
    whole = Sum()
    lines = iter(lines)
    while batch := list(islice(lines, _BATCH)):
        for line in batch:
            whole.add(line)
        connection.execute(insert(table), [from_line(table, line) for line in batch])
        step(len(batch))
    return whole


def _compare(connection: Connection, sums: dict[str, Sum], step: Callable[[int], object]) -> None:
    there = Snapshot(connection)
    differing = []
    for table in every_table():
        found = Sum()
        for line in there.lines(table):
            found.add(line)
        step(found.rows)
        if (found.rows, found.sha256) != (sums[table.name].rows, sums[table.name].sha256):
            differing.append(table.name)
    if differing:
        raise Differs(differing)


@contextmanager
def _rules_resting(connection: Connection) -> Iterator[None]:
    resting = _resting_on_sqlite if connection.dialect.name == "sqlite" else _resting_on_postgresql
    with resting(connection):
        yield


@contextmanager
def _resting_on_sqlite(connection: Connection) -> Iterator[None]:
    # Until this transaction ends: keys are looked at by its commit.
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    triggers = connection.execute(
        text(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '% BEFORE INSERT ON %'"
            " ORDER BY name"
        )
    ).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)


@contextmanager
def _resting_on_postgresql(connection: Connection) -> Iterator[None]:
    keys = [key for key in late_keys() if not key.deferrable]
    # The bit 4 says INSERT; the internal ones are the foreign keys, which stay.
    triggers = connection.execute(
        text(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 4 <> 0"
            " AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)"
        )
    ).all()
    for key in keys:
        connection.execute(
            text(f"ALTER TABLE {key.table.name} ALTER CONSTRAINT {key.name} DEFERRABLE INITIALLY DEFERRED")
        )
    for table, name in triggers:
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {name}"))
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    for table, name in triggers:
        connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER {name}"))
    for key in keys:
        connection.execute(text(f"ALTER TABLE {key.table.name} ALTER CONSTRAINT {key.name} NOT DEFERRABLE"))


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL give new rows numbers above those that came with one; SQLite does by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in every_table():
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            highest = func.coalesce(func.max(column), 0) + 1
            connection.execute(select(func.setval(sequence, highest, False)).select_from(table))
