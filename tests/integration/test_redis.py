"""Redis lost in the middle: refusing, silent and back again, it costs time, and no page, post or mail."""

from http.client import HTTPConnection

import pytest

from tests.drills import Client
from tests.people import Person
from tests.waiting import until

pytestmark = pytest.mark.kill


@pytest.fixture
def place(new_server, redis_server):
    """A running server with a program that writes as Mara."""
    server = new_server(REDIS_URL=redis_server.url)
    server.start()
    Person(server, "Mara").register()
    return server, Client(
        server, server.command("token", "add", "--user", "Mara", "--scope", "write").strip()
    )


def read(server, thread):
    """Have a browser say that it read a thread, which is counted by address; return the status."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Sec-Fetch-Site": "same-origin", "Content-Length": "0"}
    connection.request("POST", f"/threads/{thread}/views", headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_what_it_costs_to_lose_it(place, redis_server):
    server, mara = place

    def asks(word):
        sent = {"board": "questions", "title": f"Frage nach {word}", "body": "Was nun?"}
        status, thread = mara.ask("POST", "/api/v1/threads", sent)
        assert status == 201
        until(lambda: mara.found(word) == [thread["id"]], f"{word} to be found")
        assert mara.ask("GET", "/readyz") == (
            200,
            {"status": "ok", "database": True, "index": True, "worker": True},
        )
        return thread["id"]

    thread = asks("quittengelee")
    # One count for both processes: each for itself they would let some more through.
    assert [read(server, thread) for _ in range(122)].count(429) == 2
    redis_server.kill()
    asks("birnenmus")
    assert read(server, thread) == 204
    redis_server.start()
    asks("apfelmus")
    redis_server.freeze()
    asks("pflaumenmus")
    redis_server.thaw()
    asks("mirabellen")
    redis_server.kill()
    server.restart()
    asks("holunder")
    assert "Traceback" not in server.log
    server.command("check")
