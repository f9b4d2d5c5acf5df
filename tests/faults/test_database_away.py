"""The database locked or gone for a while: a 503 with the text in it, and on again by itself."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.drills import Client
from tests.people import Person
from tests.postgres import program
from tests.waiting import until

pytestmark = pytest.mark.kill


def asked(person, page, body):
    return person.send(
        page, "/ask", title=f"Frage nach {body[:40]}", board="questions", body=body, step="publish"
    )


def is_given_back(answer, text):
    assert answer.status == 503, answer
    assert answer.headers["Retry-After"]
    assert text in answer.text


def goes_on(person, answer, word):
    until(lambda: person.get("/ask").status == 200, "pages to be there again", 60)
    assert person.send(answer.text, "/ask").status == 302
    until(lambda: len(Client(person.server).found(word)) == 1, "the question to be found", 60)
    until(lambda: Client(person.server).ask("GET", "/readyz")[0] == 200, "the server to be ready", 60)
    person.server.command("check")


def test_another_process_locks_sqlite(new_server):
    server = new_server()
    server.start()
    person = Person(server)
    person.register()
    page = person.get("/ask").text
    other = sqlite3.connect(server.data / "community.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = asked(person, page, "quittengelee und mehr")
        is_given_back(answer, "quittengelee und mehr")
        # Who only reads waits for nobody.
        assert person.get("/boards/questions").status == 200
    finally:
        other.close()
    goes_on(person, answer, "quittengelee")


@dataclass
class Cluster:
    """A PostgreSQL of this test's own, to be stopped and started."""

    folder: Path

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://zuruf@/postgres?host={self.folder}"

    def control(self, *arguments: str) -> None:
        """Run pg_ctl, never as root."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        command = [program("pg_ctl"), "-D", self.folder / "data", "-w", "-l", self.folder / "log"]
        given = ["-o", options] if "start" in arguments else []
        run(*command, *given, *arguments)


def run(*command: object) -> None:
    user = {"user": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd="/", **user)


@pytest.fixture
def cluster(run_folder: Path) -> Iterator[Cluster]:
    made = Cluster(run_folder / f"cluster-{os.getpid()}")
    made.folder.mkdir(mode=0o755)
    if os.geteuid() == 0:
        shutil.chown(made.folder, "postgres")
    run(program("initdb"), "-D", made.folder / "data", "-U", "zuruf", "-A", "trust", "--encoding=UTF8",
        "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    made.control("start")
    yield made
    made.control("-m", "immediate", "stop")
    shutil.rmtree(made.folder)


@pytest.mark.postgres
def test_postgresql_is_gone(new_server, cluster, pytestconfig):
    server = new_server(DATABASE_URL=cluster.url)
    server.start()
    person = Person(server)
    person.register()
    page = person.get("/ask").text
    cluster.control("-m", "immediate", "stop")
    gone = time.monotonic()
    longest = 30 if pytestconfig.getoption("everything") else 3
    while True:
        answer = asked(person, page, "quittengelee und mehr")
        is_given_back(answer, "quittengelee und mehr")
        assert Client(server).ask("GET", "/healthz")[0] == 200
        assert Client(server).ask("GET", "/readyz")[0] == 503
        if time.monotonic() - gone > longest:
            break
    cluster.control("start")
    goes_on(person, answer, "quittengelee")
