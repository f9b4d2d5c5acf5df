"""A fresh database for each test, on SQLite and PostgreSQL: a copy of one that was migrated once per run."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from community import schema
from community.model.engine import engine_options, prepare_engine
from tests import postgres
from tests.locks import first


@dataclass(frozen=True)
class Database:
    """A database of one test, at the newest revision."""

    backend: str
    url: str
    engine: Engine

    def session(self) -> Session:
        """Return a new session; use it in a `with`."""
        return Session(self.engine, expire_on_commit=False)


POSTGRESQL_IS_LONG = pytest.mark.parametrize(
    "backend",
    ["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.long])],
    indirect=True,
)
"""For tests of which `make test` takes SQLite alone, and `make test-long` both."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    """The database a test runs on: both, one after the other; parametrise it indirectly to have one."""
    name: str = request.param
    return name


@pytest.fixture
def database_url(backend: str, new_database: Callable[..., str]) -> str:
    """Address of a fresh database at the newest revision."""
    return new_database(backend)


@pytest.fixture
def database(backend: str, database_url: str) -> Iterator[Database]:
    """A fresh database at the newest revision with an engine set up as the program sets it up."""
    with connected(database_url) as engine:
        yield Database(backend, database_url, engine)


@pytest.fixture
def engine(database: Database) -> Engine:
    """The engine of `database`."""
    return database.engine


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session on `database`."""
    with database.session() as opened:
        yield opened


@pytest.fixture
def empty_database_url(backend: str, new_database: Callable[..., str]) -> str:
    """Address of a database without a single table, for walking the migrations."""
    return new_database(backend, empty=True)


@pytest.fixture
def new_database(run_folder: Path, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """A function (backend, empty=False) that makes a database and returns its address."""
    with ExitStack() as cleaning:

        def make(backend: str, *, empty: bool = False) -> str:
            if backend == "sqlite":
                return copy_sqlite(run_folder, tmp_path / f"{uuid4().hex}.db", empty=empty)
            return cleaning.enter_context(copy_postgresql(run_folder, empty=empty))

        yield make


@contextmanager
def connected(url: str) -> Iterator[Engine]:
    """Give an engine for `url` as the program makes it, closed at the end."""
    engine = prepare_engine(create_engine(url, **engine_options(url)))
    try:
        yield engine
    finally:
        engine.dispose()


def copy_sqlite(run_folder: Path, target: Path, *, empty: bool) -> str:
    if not empty:
        template = run_folder / "template.db"
        with first(run_folder, "sqlite-template") as is_first:
            if is_first:
                schema.upgrade(f"sqlite:///{template}")
        shutil.copyfile(template, target)
    return f"sqlite:///{target}"


@contextmanager
def copy_postgresql(run_folder: Path, *, empty: bool) -> Iterator[str]:
    socket = postgres.start(run_folder)

    def address(name: str) -> str:
        return f"postgresql+psycopg://zuruf@/{name}?host={socket}"

    def administer(statement: str) -> None:
        with psycopg.connect(f"user=zuruf dbname=postgres host={socket}", autocommit=True) as connection:
            connection.execute(statement)

    with first(run_folder, "postgres-template") as is_first:
        if is_first:
            administer("CREATE DATABASE template_zuruf")
            schema.upgrade(address("template_zuruf"))
    name = f"test_{uuid4().hex}"
    administer(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else 'template_zuruf'}")
    yield address(name)
    administer(f"DROP DATABASE {name} WITH (FORCE)")
