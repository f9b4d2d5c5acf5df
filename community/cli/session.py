"""Opens a database session for a command, without a web application around it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, inspect
from sqlalchemy.orm import Session, sessionmaker

from community import schema, settings
from community.model.engine import engine_options, prepare_engine
from community.settings import Settings


@contextmanager
def sessions() -> Iterator[tuple[Settings, sessionmaker[Session]]]:
    """Give the settings and a maker of sessions on their database; one without any table gets them first.

    Raises settings.BadSetting.
    """
    known = settings.load()
    engine = prepare_engine(create_engine(known.database_url, **engine_options(known.database_url)))
    try:
        # The table of versions stays where `db downgrade base` took everything else away.
        if not inspect(engine).has_table("boards"):
            schema.upgrade(known.database_url)
        yield known, sessionmaker(engine, expire_on_commit=False)
    finally:
        engine.dispose()


@contextmanager
def opened() -> Iterator[Session]:
    """Give one session, closed at the end. Raises settings.BadSetting."""
    with sessions() as (_, make), make() as session:
        yield session
