"""Backups of a real server while people write, put back elsewhere; killed half-way nothing is harmed."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import select, update

from community.commands.tokens import create_token
from community.model.members import Member
from community.model.posts import Post
from community.model.sign_ins import Scope
from tests.browser.places import HASH
from tests.databases import POSTGRESQL_IS_LONG, connected
from tests.drills import Client, Writers
from tests.servers import ROOT
from tests.stories import asked
from tests.waiting import until

pytestmark = pytest.mark.kill


@pytest.fixture
def thread(cast):
    """A thread to write in; Mara has a password."""
    cast.do(lambda work, _: work.session.execute(update(Member).values(password_hash=HASH)), None)
    return asked(cast)


@pytest.fixture
def token(cast):
    """What Mara's program signs in with."""
    return cast.do(lambda work, _: create_token(work, None, cast.ids["Mara"], Scope.write), None)


def test_what_was_acknowledged_before_a_backup_began_is_in_it(
    cast, thread, token, new_server, new_database, backend, tmp_path
):
    server = new_server(DATABASE_URL=cast.database.url)
    server.start()
    copies = []
    with Writers(server, token, thread) as writers:
        for _ in range(3):
            writers.reach(10)
            before = list(writers.acknowledged)
            path, _ = server.command("backup", os.fspath(tmp_path / f"{len(copies)}.tar")).split()
            copies.append((path, before))
    assert {status for client in writers.clients for status, _ in client.answers} == {201}

    url = new_database(backend, empty=True)
    path, before = copies[-1]
    other = new_server(DATABASE_URL=url)
    other.command("restore", path)
    with connected(url) as engine, engine.connect() as connection:
        assert set(before) <= set(connection.scalars(select(Post.id)))
    other.start()
    assert other.command("check") == ""
    client = Client(other, token)
    assert client.ask("POST", f"/api/v1/threads/{thread}/posts", {"body": "Nach dem Umzug: moin."})[0] == 201
    until(lambda: client.found("moin") == [thread], "the new post to be found")
    assert client.found("Ruhe") == [thread]


def killed(server, words, *arguments):
    """Start a command and kill it without a word as soon as it has said `words`."""
    log = server.data.with_suffix(".killed")
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "community", *arguments],
            cwd=ROOT,
            env=server._environ(),
            stdout=out,
            stderr=out,
        )
    until(lambda: words in log.read_text() or process.poll() is not None, f"{words!r} to be said")
    process.kill()
    process.wait(20)


@POSTGRESQL_IS_LONG
def test_a_backup_or_restore_that_is_killed_is_simply_done_again(
    cast, thread, new_server, new_database, backend, tmp_path
):
    server = new_server(DATABASE_URL=cast.database.url)
    server.data.mkdir(mode=0o700, exist_ok=True)
    path = os.fspath(tmp_path / "copy.tar")
    killed(server, "backup:", "backup", path)
    if not os.path.exists(path):
        server.command("backup", path)
    other = new_server(DATABASE_URL=new_database(backend, empty=True))
    other.data.mkdir(mode=0o700, exist_ok=True)
    killed(other, "restore:", "restore", path)
    with connected(other.environment["DATABASE_URL"]) as engine, engine.connect() as connection:
        there = set(connection.scalars(select(Post.id)))
    if not there:
        other.command("restore", path)
    other.command("check")
