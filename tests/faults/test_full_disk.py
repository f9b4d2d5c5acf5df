"""A full disk costs nobody a word: what can't be kept is said and given back, and goes on when there is room."""

import os
import random
import string

import psycopg
import pytest

from tests.drills import Client
from tests.people import Person
from tests.postgres import start
from tests.waiting import until

pytestmark = pytest.mark.kill


def words():
    """A text that no compression makes small, with a word in it that nothing else has."""
    word = "".join(random.choices(string.ascii_lowercase, k=20))
    return word, " ".join([word, *("".join(random.choices(string.ascii_letters, k=9)) for _ in range(700))])


def asked(person, page, word, text):
    typed = {"title": f"Frage nach {word}", "board": "questions", "body": text, "step": "publish"}
    return person.send(page, "/ask", **typed)


def post_until_refused(person):
    """Ask until there is no room; return the word and the text that were refused, and the answer."""
    page = person.get("/ask").text
    for _ in range(60):
        word, text = words()
        answer = asked(person, page, word, text)
        if answer.status != 302:
            return word, text, answer
        found = person.get("/ask")
        page = found.text if found.status == 200 else page
    raise AssertionError("there was room for sixty questions")


def is_refused_and_kept(person, disk):
    disk.fill()
    word, text, answer = post_until_refused(person)
    assert (answer.status, bool(answer.headers["Retry-After"])) == (503, True), answer
    assert text in answer.text
    assert person.get("/").status == 200
    disk.free()
    until(lambda: person.get("/ask").status == 200, "the form to be there again")
    assert person.send(answer.text, "/ask").status == 302
    until(lambda: len(Client(person.server).found(word)) == 1, "the question to be found", 100)
    person.server.command("check")


def test_sqlite(small_disk, new_server):
    server = new_server()
    disk = small_disk(server.data, 24)
    server.start()
    person = Person(server)
    person.register()
    is_refused_and_kept(person, disk)


@pytest.mark.postgres
def test_postgresql(small_disk, new_server, run_folder, tmp_path):
    socket = start(run_folder)
    name = f"full_{random.randrange(10**9)}"
    folder = run_folder / name
    disk = small_disk(folder, 64)
    owner = (run_folder / "postgres").stat()
    os.chown(folder, owner.st_uid, owner.st_gid)
    with psycopg.connect(f"user=zuruf dbname=postgres host={socket}", autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE {name} LOCATION '{folder}'")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 TABLESPACE {name}")
        try:
            server = new_server(DATABASE_URL=f"postgresql+psycopg://zuruf@/{name}?host={socket}")
            server.start()
            person = Person(server)
            person.register()
            is_refused_and_kept(person, disk)
            server.stop()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.execute(f"DROP TABLESPACE {name}")


def test_of_the_index(small_disk, new_server):
    server = new_server()
    disk = small_disk(server.data / "search", 4)
    server.start()
    person = Person(server)
    person.register()
    disk.fill()
    word, text = words()
    assert asked(person, person.get("/ask").text, word, text).status == 302
    # The index can't follow, so it is behind; the page answers all the same.
    assert person.get(f"/search?q={word}").status == 200
    disk.free()
    until(lambda: len(Client(server).found(word)) == 1, "the question to be found", 100)
    until(lambda: Client(server).ask("GET", "/readyz")[0] == 200, "the server to be ready")
    server.command("check")


def test_of_the_log(small_disk, new_server, tmp_path):
    disk = small_disk(tmp_path / "log", 1)
    server = new_server()
    server.data.with_suffix(".log").symlink_to(disk.folder / "log")
    server.start()
    person = Person(server)
    person.register()
    disk.fill()
    word, text = words()
    assert person.get("/").status == 200
    assert asked(person, person.get("/ask").text, word, text).status == 302
    until(lambda: len(Client(server).found(word)) == 1, "the question to be found")
    assert person.get("/nowhere").status == 404
    disk.free()
    server.command("check")
