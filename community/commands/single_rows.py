"""Rows that are there once for a member and a thing: their key settles every race."""

from typing import Any

from sqlalchemy import CursorResult, delete
from sqlalchemy.dialects import postgresql, sqlite

from community.model.base import Base
from community.work import Work


def put_row(work: Work, table: type[Base], key: dict[str, Any], **values: Any) -> bool:
    """Insert the row of `key` unless it is there; say whether it was not."""
    # Asked for what it made, not for how much: of an insert PostgreSQL's driver does not tell.
    made = _inserting(work, table).values(**key, **values).on_conflict_do_nothing()
    return work.session.execute(made.returning(getattr(table, next(iter(key))))).first() is not None


def set_row(work: Work, table: type[Base], key: dict[str, Any], **values: Any) -> None:
    """Insert the row of `key`, or give the one that is there these values."""
    statement = _inserting(work, table).values(**key, **values)
    work.session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))


def take_row(work: Work, table: type[Base], **columns: Any) -> bool:
    """Delete the rows with these columns; say whether there was any."""
    return _rows(work.session.execute(delete(table).filter_by(**columns))) > 0


def _inserting(work: Work, table: type[Base]) -> Any:
    dialect = sqlite if work.session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def _rows(result: Any) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
