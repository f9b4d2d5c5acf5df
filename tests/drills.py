"""Crash drills on a real server: which process is which, clients that keep a log of the answers they got."""

import json
import os
import signal
import threading
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from typing import Any

from tests.servers import Server
from tests.waiting import until


@dataclass(frozen=True)
class Processes:
    """The processes of a running server, as the system knows them."""

    top: int
    web: int
    """The parent of the processes that answer."""
    web_workers: tuple[int, ...]
    worker: int | None

    @property
    def all(self) -> tuple[int, ...]:
        """Every one of them."""
        return (self.top, self.web, *self.web_workers, *((self.worker,) if self.worker else ()))


def processes(server: Server) -> Processes:
    """Find the processes of a running server; the worker is the child without children of its own."""
    assert server.process is not None
    top = server.process.pid

    def complete() -> Processes | None:
        found = {child: children(child) for child in children(top)}
        web = [child for child, below in found.items() if below]
        lone = [child for child, below in found.items() if not below]
        if len(web) != 1:
            return None
        return Processes(top, web[0], tuple(found[web[0]]), lone[0] if lone else None)

    return until(complete, "the processes of the server")


def children(process: int) -> list[int]:
    """Return the direct children of a process; none of one that has ended."""
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return sorted(int(one) for task in tasks for one in (task / "children").read_text().split())
    except OSError:
        return []


def alive(process: int) -> bool:
    """Say whether a process runs; one that ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kill(process: int) -> None:
    """End a process without a word."""
    os.kill(process, signal.SIGKILL)


@dataclass
class Client:
    """Somebody who talks to the API and keeps every answer, also none at all (status 0)."""

    server: Server
    token: str = ""
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def ask(self, method: str, path: str, sent: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """Send one request; a broken connection is an answer with status 0."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, path, json.dumps(sent) if sent is not None else None, headers)
            response = connection.getresponse()
            body = response.read()
            answer = response.status, json.loads(body) if body else {}
        except (OSError, HTTPException, ValueError):
            answer = 0, {}
        finally:
            connection.close()
        self.answers.append(answer)
        return answer

    def found(self, words: str) -> list[int]:
        """Return the threads that a search gives."""
        status, body = self.ask("GET", f"/api/v1/search?q={words}")
        return [item["thread_id"] for item in body.get("items", ())] if status == 200 else []


class Writers:
    """Clients that post without pause until they are told to stop; what was acknowledged must be kept."""

    def __init__(self, server: Server, token: str, thread_id: int, number: int = 3) -> None:
        self.clients = [Client(server, token) for _ in range(number)]
        self.path = f"/api/v1/threads/{thread_id}/posts"
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write, args=one) for one in enumerate(self.clients)]

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    @property
    def acknowledged(self) -> list[int]:
        """Ids of the posts that were answered with success."""
        return [body["id"] for client in self.clients for status, body in client.answers if status == 201]

    def reach(self, posts: int) -> None:
        """Wait until so many more posts were acknowledged."""
        goal = len(self.acknowledged) + posts
        until(lambda: len(self.acknowledged) >= goal, f"{posts} more posts to be acknowledged", 60)

    def _write(self, number: int, client: Client) -> None:
        for turn in count():
            if self._stop.is_set():
                return
            status, _ = client.ask("POST", self.path, {"body": f"Beitrag {number}-{turn}, ganz in Ruhe."})
            if status != 201:
                # A server that starts again needs the two cores more than its clients do.
                self._stop.wait(0.1)
