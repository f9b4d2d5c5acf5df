"""Connections that come at once go to all web processes, as many to each as it can serve."""

import os
import select
import selectors
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace

from gunicorn.config import Config

from community.cli import web_process
from community.cli.web_process import WebProcess
from tests.gathering import ALL, PROCESSES, THREADS, TOGETHER, Gathering
from tests.servers import prepared
from tests.waiting import until


@contextmanager
def gathering(folder: Path, **environment: str) -> Iterator[tuple[Gathering, int, list[HTTPConnection]]]:
    """Give a server of which one process sleeps, that process, and connections to it as many as it has threads."""
    marks = folder / "marks"
    marks.mkdir()
    about = {"GATHERING": str(marks), "WEB_WORKERS": str(PROCESSES), **environment}
    with prepared(folder / "data", Gathering, **about) as server:
        server.data.mkdir()
        server.start()
        until(lambda: len(server.pages_made_by) == PROCESSES, "all processes to be there")
        late = min(server.pages_made_by)
        os.kill(late, signal.SIGSTOP)
        connections = [HTTPConnection("127.0.0.1", server.port, timeout=60) for _ in range(ALL)]
        try:
            yield server, late, connections
        finally:
            os.kill(late, signal.SIGCONT)
            for connection in connections:
                connection.close()


def answered(connections: list[HTTPConnection]) -> list[HTTPConnection]:
    """Return those on which an answer lies."""
    return [one for one in connections if select.select([one.sock], [], [], 0)[0]]


def makers(connections: list[HTTPConnection]) -> Counter[int]:
    """Return which process has made how many of the pages that were asked for."""
    answers = [connection.getresponse() for connection in connections]
    assert {answer.status for answer in answers} == {200}
    return Counter(int(answer.read()) for answer in answers)


def test_who_wakes_first_leaves_to_the_others_what_it_cannot_serve_yet(tmp_path):
    with gathering(tmp_path) as (server, late, connections):
        for connection in connections:
            connection.request("GET", TOGETHER)
        until(lambda: len(server.marks) == ALL - THREADS, "the others to have begun what they can serve")
        os.kill(late, signal.SIGCONT)
        assert makers(connections) == dict.fromkeys(server.pages_made_by, THREADS)


def test_who_wakes_first_leaves_to_the_others_what_is_more_than_its_part(tmp_path):
    with gathering(tmp_path, PAUSE="60") as (server, late, connections):
        # One of them has taken another connection, which asked whether the server is ready.
        asked = connections[1:]
        for connection in asked:
            connection.request("GET", "/")
        until(lambda: len(answered(asked)) >= THREADS - 1, "the others to have answered their part")
        os.kill(late, signal.SIGCONT)
        made = makers(asked)
        assert made.keys() == server.pages_made_by
        assert max(made.values()) <= THREADS


def test_a_pause_that_is_over_before_it_is_waited_for_is_not_slept_through(monkeypatch):
    now, waits = [WebProcess.PAUSE - 1e-6], []
    monkeypatch.setattr(web_process, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(selectors.DefaultSelector, "select", lambda _, timeout: waits.append(timeout) or [])
    config = Config()
    config.set("workers", PROCESSES)
    config.set("threads", THREADS)
    process = WebProcess(0, 0, [], None, 60, config, None)
    process.poller = selectors.DefaultSelector()
    process.taken.extend([0.0] * THREADS)
    process.nr_conns = THREADS
    process.set_accept_enabled(True)
    now[0] = WebProcess.PAUSE + 1e-6
    process.wait_for_and_dispatch_events(1.0)
    assert waits == [0]
    process.wait_for_and_dispatch_events(1.0)
    assert waits == [0, 1.0]
    process.tmp.close()
    process.poller.close()


def test_who_is_alone_goes_on_after_a_pause(tmp_path):
    with gathering(tmp_path) as (_server, late, connections):
        for connection in connections:
            connection.request("GET", "/")
        until(lambda: len(answered(connections)) == ALL, "all to be answered")
        assert late not in makers(connections)
