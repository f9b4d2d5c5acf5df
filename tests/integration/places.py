"""Places for copies: what one holds as its archive would say it, its rules, and the command line on it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from community.archive.tables import FLEETING, every_table, snapshot
from community.cli.main import main
from community.settings import load
from community.storage.opening import open_store
from community.storage.store import Store
from tests.databases import connected

TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1",
    "postgresql": "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
}
KEYS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY 1",
    "postgresql": "SELECT conname, condeferrable, condeferred, convalidated FROM pg_constraint"
    # Those of the search index come and go with it.
    " WHERE connamespace = 'public'::regnamespace ORDER BY 1",
}


@dataclass
class Place:
    """A database, a data folder, and where content is kept."""

    url: str
    data: Path
    storage: str = "folder:"

    @property
    def known(self) -> dict[str, str]:
        """Its environment."""
        return {
            "COMMUNITY_DATA": str(self.data),
            "DATABASE_URL": self.url,
            "STORAGE_URL": self.storage,
        }

    def store(self) -> Store:
        """Return where its content is kept."""
        return open_store(load(self.known, make=False))

    def run(self, *arguments: str, **environment: str) -> Result:
        """Run one command on it."""
        return CliRunner().invoke(main, [*map(os.fspath, arguments)], env={**self.known, **environment})

    def done(self, *arguments: str, **environment: str) -> str:
        """Run one command that has to go well, and return what it prints."""
        result = self.run(*arguments, **environment)
        assert result.exit_code == 0, result.output
        return result.stdout

    def refused(self, *arguments: str, words: str) -> None:
        """Run one command that is refused with these words, and see that nothing changed."""
        before = self.rows(), self.files(), self.folder()
        result = self.run(*arguments)
        assert result.exit_code == 1, result.output
        assert words in result.stderr.splitlines()[-1], result.stderr
        assert (self.rows(), self.files(), self.folder()) == before

    def rows(self) -> dict[str, list[bytes]]:
        """Return the lines of every table that an archive holds; none where there are no tables."""
        with connected(self.url) as engine, snapshot(engine) as here:
            if here.revision is None:
                return {}
            tables = [table for table in every_table() if table.name not in FLEETING]
            return {table.name: list(here.lines(table)) for table in tables}

    def files(self) -> dict[str, bytes]:
        """Return the content of every upload."""
        found = {}
        for name, _ in self.store().names():
            with self.store().open(name) as file:
                found[name] = file.read()
        return found

    def folder(self) -> dict[str, bytes] | None:
        """Return every file in the data folder with its bytes; None where there is no folder."""
        if not self.data.exists():
            return None
        return {str(path): path.read_bytes() for path in self.data.rglob("*") if path.is_file()}

    def rules(self) -> list[object]:
        """Return every trigger and key, as strict as it is."""
        with connected(self.url) as engine, engine.connect() as connection:
            name = engine.dialect.name
            return [tuple(row) for query in (TRIGGERS, KEYS) for row in connection.execute(text(query[name]))]


@pytest.fixture
def new_place(
    new_database: Callable[..., str], new_storage: Callable[[], str], tmp_path: Path
) -> Callable[..., Place]:
    """A function (backend, empty=True) that returns a place nobody has used; `empty`: without any table."""
    numbers = iter(range(100))

    def make(backend: str, *, empty: bool = True) -> Place:
        data = tmp_path / f"place{next(numbers)}"
        data.mkdir(mode=0o700)
        return Place(new_database(backend, empty=empty), data, new_storage())

    return make
