"""A real server: ready with one command, quick to find what is new, and whole again after each kind of crash."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills import Client, Writers, alive, children, kill, processes
from tests.servers import ROOT, prepared
from tests.waiting import until

pytestmark = pytest.mark.kill


@pytest.fixture
def place(new_server):
    """A server of this test's own that runs, and a client of a customer who may write."""
    return opened(new_server())


@pytest.fixture(scope="module")
def shared_place(tmp_path_factory):
    """As `place`, for tests that do it no harm."""
    with prepared(tmp_path_factory.mktemp("shared") / "data") as server:
        yield opened(server)


def opened(server):
    server.start()
    server.command("user", "add", "Mara", "--email", "mara@example.org", "--role", "customer")
    token = server.command("token", "add", "--user", "Mara", "--scope", "write").strip()
    return server, Client(server, token)


def ask(client, title="Glasfaseranschluss gestört", body="Seit gestern blinkt die Lampe."):
    status, answer = client.ask(
        "POST", "/api/v1/threads", {"board": "questions", "title": title, "body": body}
    )
    assert status == 201, answer
    return answer["id"]


def test_a_new_place_says_where_it_is_and_how_to_set_it_up(new_server):
    server = new_server()
    server.start()
    assert f"Zuruf runs at {server.url}\n" in server.log
    assert re.search(rf"{re.escape(server.url)}/account/found/[\w-]{{20,}}\n", server.log)
    status, parts = Client(server).ask("GET", "/readyz")
    assert (status, parts) == (200, {"status": "ok", "database": True, "index": True, "worker": True})


def test_a_new_post_is_found_within_two_seconds(shared_place):
    _, client = shared_place
    assert any(is_found_soon(client, f"{first}wurstfilter") for first in ("brat", "brüh", "leber"))


def is_found_soon(client, word):
    """Say whether a new post is; on a busy machine one of some may be late."""
    thread_id = ask(client, body=f"Ein {word.capitalize()} fehlt.")
    try:
        until(lambda: client.found(word) == [thread_id], "the new post to be found", 2)
    except AssertionError:
        return False
    return True


def test_told_to_stop_it_leaves_nothing_behind(place):
    server, _ = place
    found = processes(server)
    assert len(found.web_workers) == 2
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(30) == 0
    until(lambda: not any(map(alive, found.all)), "every process to be gone", 20)


def test_when_the_parent_is_killed_the_others_notice(place):
    server, _ = place
    found = processes(server)
    kill(found.top)
    server.process.wait(30)
    until(lambda: not any(map(alive, found.all)), "every process to be gone", 20)
    server.process = None
    server.start()


def test_a_killed_worker_comes_back_and_takes_up_what_was_left(place):
    server, client = place
    ask(client)
    for turn in range(3):
        kill(processes(server).worker)
        thread_id = ask(client, title=f"Kein Netz im Keller {turn}", body=f"Fundwort{turn} im Text.")
        until(lambda: client.found(f"fundwort{turn}") == [thread_id], "the post to be found", 30)  # noqa: B023
    assert "child_died" in server.log


def test_killed_web_processes_come_back_and_lose_nothing_acknowledged(place):
    server, client = place
    thread_id = ask(client)
    with Writers(server, client.token, thread_id) as writers:
        writers.reach(5)
        for _ in range(2):
            kill(processes(server).web_workers[0])
            writers.reach(5)
        kill(processes(server).web)
        writers.reach(5)
    until(lambda: client.ask("GET", "/readyz")[0] == 200, "the server to be ready", 30)
    kept, cursor = [], ""
    while cursor is not None:
        status, page = client.ask("GET", f"/api/v1/threads/{thread_id}/posts?limit=50&cursor={cursor}")
        assert status == 200
        kept += [post["id"] for post in page["items"]]
        cursor = page["next"]
    assert set(writers.acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))


def test_an_index_deleted_under_a_running_server_comes_back(place, tmp_path):
    server, client = place
    thread_id = ask(client, body="Ein Bratwurstfilter fehlt.")
    until(lambda: client.found("bratwurstfilter") == [thread_id], "the post to be found")
    # At once: the worker may be writing into it, and file by file each could come or go meanwhile.
    (server.data / "search").rename(tmp_path / "deleted")
    shutil.rmtree(tmp_path / "deleted", ignore_errors=True)
    assert client.found("bratwurstfilter") == [thread_id], "the database answers meanwhile"
    until(lambda: client.ask("GET", "/readyz")[1].get("index"), "the index to be made anew", 30)
    assert client.found("bratwurstfilter") == [thread_id]


def test_there_is_one_worker_for_a_data_folder(shared_place):
    server, _ = shared_place
    second = subprocess.run(
        [sys.executable, "-m", "community", "work"],
        cwd=ROOT,
        env=server._environ(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert f"another worker runs on {server.data} (process {processes(server).worker})" in second.stderr


def test_pages_and_worker_may_be_started_apart(new_server):
    server = new_server()
    environment = server._environ()
    log = Path(f"{server.data}.apart.log")
    with log.open("wb") as output:
        pages, worker = (
            subprocess.Popen(
                [sys.executable, "-m", "community", *command],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
            )
            for command in (("serve", "--web-only"), ("work",))
        )
    try:
        try:
            until(lambda: Client(server).ask("GET", "/readyz")[0] == 200, "pages and worker to be ready", 60)
        except AssertionError as error:
            raise AssertionError(log.read_text(errors="replace")) from error
        assert len(children(pages.pid)) == 1
        worker.terminate()
        assert worker.wait(20) == 0
    finally:
        for process in (pages, worker):
            process.terminate()
            process.wait(20)


def test_the_log_is_json_and_names_nobody(shared_place):
    server, client = shared_place
    ask(client, title="Glasfaser von Wiebke Petersen", body="wiebke@example.org")
    client.found("petersen")
    lines = [line for line in server.log.splitlines() if line.startswith("{")]
    assert lines
    assert not re.search(r"Wiebke|Petersen|wiebke|petersen|mara@|127\.0\.0\.1", "\n".join(lines))
