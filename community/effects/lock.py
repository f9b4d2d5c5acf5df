"""Says who may work on a place: one worker where the index or the database has room for one, else any number."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Select, create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from community.model.engine import engine_options
from community.model.turns import alone, holding, together
from community.settings import Settings

FILE: Final = "worker.lock"
"""In the data folder; touched as a sign of life."""


class AlreadyRunning(Exception):
    """A worker is there already; `process` is its id, empty where it is not known or on another machine."""

    def __init__(self, process: str = "") -> None:
        super().__init__(process)
        self.process = process


class Presence:
    """A lock in PostgreSQL that is held as long as somebody is there; nothing where the database is a file."""

    def __init__(self, settings: Settings, wish: Select[bool]) -> None:
        self.wish = wish
        self.engine: Engine | None = None
        self.connection: Connection | None = None
        if settings.database_url.startswith("postgresql"):
            options = {"connect_args": engine_options(settings.database_url)["connect_args"]}
            self.engine = create_engine(settings.database_url, poolclass=NullPool, **options)

    def renew(self) -> None:
        """Take the lock, again where the connection was lost. Raises AlreadyRunning, SQLAlchemyError."""
        if self.engine is None:
            return
        try:
            if self.connection is not None:
                self.connection.execute(select(1))
                return
        except SQLAlchemyError:
            self.close()
        self.connection = self.engine.connect()
        self.connection.execute(holding(0))
        if not self.connection.scalar(self.wish):
            self.close()
            raise AlreadyRunning

    def close(self) -> None:
        """Let go."""
        if self.connection is None:
            return
        connection, self.connection = self.connection, None
        try:
            connection.rollback()
        except SQLAlchemyError:
            connection.invalidate()
        connection.close()


@contextmanager
def at_work(settings: Settings) -> Iterator[Presence]:
    """Be a worker of the place until the end, however that comes; give what is to be renewed now and then.

    Raises AlreadyRunning where there is room for one: on SQLite, and where the index lies in the data folder.
    """
    with ExitStack() as held:
        if settings.database_url.startswith("sqlite") or settings.search_url == "whoosh:":
            held.enter_context(_only_one(settings.data))
        yield held.enter_context(_present(settings, together()))


@contextmanager
def nobody_at_work(settings: Settings) -> Iterator[None]:
    """See to it that no worker runs until the end, on any machine. Raises AlreadyRunning."""
    # Asked for first: it leaves no trace where somebody is there.
    with _present(settings, alone()), _only_one(settings.data):
        yield


@contextmanager
def _present(settings: Settings, wish: Select[bool]) -> Iterator[Presence]:
    presence = Presence(settings, wish)
    presence.renew()
    try:
        yield presence
    finally:
        presence.close()


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    # Settings that were read without making anything have not made it either.
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(data / FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(os.pread(handle, 20, 0).decode().strip()) from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
