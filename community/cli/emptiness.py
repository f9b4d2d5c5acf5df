"""Whether a database is unused, so that it may be filled; what a first start makes in it is not used."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, inspect, make_url

from community import schema
from community.archive.tables import FLEETING, Snapshot, every_table
from community.cli.errors import Problem
from community.model.engine import engine_options, prepare_engine
from community.search.opening import discard_index

FROM_THE_START: Final = FLEETING | {"boards", "board_kinds", "board_counts", "outbox", "audit_log"}
"""What the first board and the token to found the place with are kept in."""


@contextmanager
def engine_for(database_url: str) -> Iterator[Engine]:
    """Give an engine, closed at the end."""
    engine = prepare_engine(create_engine(database_url, **engine_options(database_url)))
    try:
        yield engine
    finally:
        engine.dispose()


def insist_unused(database_url: str, what: str) -> None:
    """Raise Problem where anybody has done anything in this database; nothing is changed, nor is a file made."""
    url = make_url(database_url)
    if url.drivername.startswith("sqlite") and not Path(url.database or "").exists():
        return
    with engine_for(database_url) as engine, engine.connect() as connection:
        here = Snapshot(connection)
        tables = set(inspect(connection).get_table_names())
        used = [
            table.name
            for table in every_table()
            if table.name in tables
            and here.count(table) > (1 if table.name == "boards" else 0)
            and (table.name == "boards" or table.name not in FROM_THE_START)
        ]
    if used:
        raise Problem(f"the database is in use ({', '.join(used[:5])}); a {what} needs an empty one")


def emptied(database_url: str) -> None:
    """Make the tables of an unused database anew, without the index of what it held before."""
    discard_index(database_url)
    schema.downgrade(database_url, "base")
    schema.upgrade(database_url)
