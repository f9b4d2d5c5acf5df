"""Writes many new rows in one go: ids are given out here, and nothing is asked back row by row.

As by COPY on PostgreSQL, where an INSERT for each row takes several times as long on both sides.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, cast

from sqlalchemy import Column, Connection, Dialect, Table, func, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from community.model.base import Base
from community.model.members import Participant
from community.model.obligations import Obligation
from community.model.page_turning import turn_pages
from community.model.posts import Post
from community.model.threads import Thread
from community.model.versions import Version
from community.work import Work

Numbered = type[Participant] | type[Obligation] | type[Post] | type[Thread] | type[Version]
Values = tuple[Any, ...]


def new_ids(work: Work, kind: Numbered, count: int) -> Sequence[int]:
    """Return `count` rising ids for new rows of `kind`, which are written before others are asked for.

    SQLite hands the next ids out itself by the highest there is, and nobody else writes in the transaction of
    `work`; PostgreSQL has a sequence that others draw from at the same time.
    """
    if not count:
        return ()
    if work.session.get_bind().dialect.name == "sqlite":
        last = work.session.scalar(select(func.max(kind.id))) or 0
        return range(last + 1, last + 1 + count)
    drawn = func.nextval(func.pg_get_serial_sequence(kind.__tablename__, "id"))
    # As one array, which the driver reads in one go.
    every = select(func.array_agg(drawn, type_=NullType())).select_from(func.generate_series(1, count))
    return sorted(work.session.scalars(every).one())


def write_many(work: Work, kind: type[Base], rows: Sequence[object]) -> None:
    """Write new rows of `kind`, given as objects with an attribute for each of its columns.

    Plain objects serve best: what the ORM makes takes ten times as long to make. The session does not know the rows
    afterwards.
    """
    if rows:
        columns = tuple(_table(kind).c)
        values = attrgetter(*(inspect(kind).get_property_by_column(column).key for column in columns))
        _write(work, _table(kind), columns, list(map(values, rows)))


def insert_many(work: Work, kind: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows of one kind that are given as the values of some columns, of each row the same."""
    if rows:
        columns = tuple(one for one in _table(kind).c if one.key in rows[0] or one.default is not None)
        keys = [one.key for one in columns]
        _write(work, _table(kind), columns, [tuple(map(row.get, keys)) for row in rows])


def _table(kind: type[Base]) -> Table:
    return cast(Table, kind.__table__)


def _write(work: Work, table: Table, columns: Sequence[Column[Any]], rows: Sequence[Values]) -> None:
    # What they refer to comes first.
    work.session.flush()
    connection = work.session.connection()
    dialect = connection.dialect
    by_column = zip(columns, zip(*rows, strict=True), strict=True)
    written = list(zip(*(_sent(column, values, dialect) for column, values in by_column), strict=True))
    if dialect.name == "postgresql":
        turn_pages(work.session)
        _copy(connection, table, columns, written)
    else:
        insert = table.insert().inline().compile(dialect=dialect, column_keys=[one.key for one in columns])
        connection.exec_driver_sql(str(insert), written)


def _sent(column: Column[Any], values: Values, dialect: Dialect) -> Iterable[Any]:
    """Return the values of a column as the driver takes them, its default in the place of None."""
    if column.default is not None and column.default.is_scalar:
        default = cast(Any, column.default).arg
        values = tuple(default if value is None else value for value in values)
    turn = column.type.dialect_impl(dialect).bind_processor(dialect)
    return values if turn is None else map(turn, values)


def _copy(
    connection: Connection, table: Table, columns: Sequence[Column[Any]], rows: Sequence[Values]
) -> None:
    dialect = connection.dialect
    names = ", ".join(dialect.identifier_preparer.quote(one.name) for one in columns)
    # Binary, neither side has to write numbers and dates out or look for what has to be masked in texts.
    statement = f"COPY {dialect.identifier_preparer.quote(table.name)} ({names}) FROM STDIN (FORMAT BINARY)"
    types = [one.type.compile(dialect).partition("(")[0].lower() for one in columns]
    driver = cast(Any, dialect.loaded_dbapi)
    try:
        with cast(Any, connection.connection.cursor()) as cursor, cursor.copy(statement) as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:
        # As if it had gone through SQLAlchemy, which has no words for it.
        raise DBAPIError.instance(statement, None, error, driver.Error) from error
