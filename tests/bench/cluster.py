"""A PostgreSQL for measuring: with the settings it has from Debian, so what it acknowledges is on the disk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests import postgres


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL, reached by the socket in a folder."""

    folder: Path

    @property
    def first_process(self) -> int:
        """The process that began all others."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def address(self, name: str) -> str:
        """Return the DATABASE_URL of one of its databases."""
        return f"postgresql+psycopg://zuruf@/{name}?host={self.folder}"

    def ask(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Send one statement to one of its databases, outside a transaction; return the rows."""
        address = f"user=zuruf dbname={database} host={self.folder}"
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def has(self, name: str) -> bool:
        """Say whether there is such a database."""
        return bool(self.ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def make(self, name: str, template: str = "template0") -> None:
        """Make a database anew, as a copy of another."""
        self.drop(name)
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")

    def drop(self, name: str) -> None:
        """Take a database away, if it is there."""
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """Give the PostgreSQL that is kept in `folder`, made where it is not there yet, and stop it at the end."""
    data = folder / "data"
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, postgres.somebody())
    if not (data / "PG_VERSION").exists():
        shutil.rmtree(data, ignore_errors=True)
        text = ("--encoding=UTF8", "--locale=C.UTF-8")
        postgres.run("initdb", "-D", data, "-U", "zuruf", "-A", "trust", *text)
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}'"
    if (data / "postmaster.pid").exists():
        # An earlier run was killed and could not stop it; stopping what is gone already fails.
        try:
            postgres.run("pg_ctl", "-D", data, "-w", "-m", "fast", "stop")
        except AssertionError:
            (data / "postmaster.pid").unlink(missing_ok=True)
    postgres.run("pg_ctl", "-D", data, "-w", "-t", "300", "-l", folder / "log", "-o", options, "start")
    try:
        yield Cluster(folder)
    finally:
        postgres.run("pg_ctl", "-D", data, "-w", "-t", "300", "-m", "fast", "stop")
