"""How Alembic meets the database: by the address community.schema was given, or by Flask-Migrate's engine."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Engine, NullPool, create_engine, text
from sqlalchemy.types import TypeDecorator

from community.model import base
from community.model.engine import WRITING, engine_options, prepare_engine
from community.model.page_turning import SHAPING

LOCK = 70931701
"""Advisory lock that lets only one process migrate on PostgreSQL; any number of our own would do."""


def engine() -> Engine:
    """Return an engine for the address community.schema was given, else the one of the Flask application."""
    url = context.config.attributes.get("database_url")
    if url is None:
        found: Engine = current_app.extensions["migrate"].db.engine
        return found
    connect_args = engine_options(url).get("connect_args", {})
    return prepare_engine(create_engine(url, poolclass=NullPool, connect_args=connect_args))


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own column types as what the database keeps: a migration outlives the code it came from."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def migrate(connection: Connection) -> None:
    """Run the migrations in one transaction that excludes everybody else who migrates."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # A table made anew is dropped under those who refer to it; SQLite hears this only before BEGIN.
        set_foreign_keys(connection, "OFF")
    try:
        with connection.begin():
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            context.configure(
                connection=connection,
                target_metadata=base.metadata,
                render_as_batch=True,
                render_item=render_item,
                compare_type=True,
                transactional_ddl=True,
            )
            context.run_migrations()
            if sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
                raise RuntimeError(f"the migration left rows that refer to nothing: {broken[:10]}")
    finally:
        if sqlite:
            set_foreign_keys(connection, "ON")


def set_foreign_keys(connection: Connection, state: str) -> None:
    """Switch SQLite's foreign keys on or off, past the transaction SQLAlchemy would begin."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(f"PRAGMA foreign_keys={state}")


with engine().connect().execution_options(**WRITING, **SHAPING) as opened:
    migrate(opened)
