"""Real servers: `python -m community serve` as a process of its own, with its own folder and port."""

import itertools
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import ClassVar, TypeVar
from urllib.parse import urlsplit

import pytest

from tests.waiting import until

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Server:
    """A community that runs, or can be started again on the same data."""

    module: ClassVar[tuple[str, ...]] = ("community", "serve")
    ready_at: ClassVar[str] = "/readyz"

    data: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        """What a request for it has to name: the host of its public address."""
        return urlsplit(self.environment.get("BASE_URL", self.url)).netloc

    @property
    def log(self) -> str:
        """All it has printed so far."""
        path = self.data.with_suffix(".log")
        return path.read_text(errors="replace") if path.exists() else ""

    def command(self, *arguments: str, given: str | None = None) -> str:
        """Run `python -m community ARGUMENTS` on its data and return the standard output."""
        done = subprocess.run(
            [sys.executable, "-m", "community", *arguments],
            cwd=ROOT,
            env=self._environ(),
            input=given,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self.launch()
        # A place that has brought in thousands of posts makes its index first, on however slow a machine.
        until(self._ready, "the server to be ready", 120)

    def launch(self) -> None:
        """Start it."""
        with self.data.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.module],
                cwd=ROOT,
                env=self._environ(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self, signal_number: int = signal.SIGTERM) -> None:
        """End all its processes and wait for them; SIGTERM is a polite end, SIGKILL a crash."""
        if self.process is None:
            return
        process, self.process = self.process, None
        self._signal(process, signal_number)
        try:
            process.wait(60)
        finally:
            # Whoever of the group is left, workers of a killed parent included.
            self._signal(process, signal.SIGKILL)
            process.wait(20)

    def kill(self) -> None:
        """Crash it: all its processes at once, without a word."""
        self.stop(signal.SIGKILL)

    def restart(self) -> None:
        """End it and start it again on the same data and port."""
        self.stop()
        self.start()

    def _ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"the server ended with {self.process.returncode}:\n{self.log}"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", self.ready_at)
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def _environ(self) -> dict[str, str]:
        # Only what every program needs, so that no setting of the person who runs the tests comes in.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
        own = {
            "COMMUNITY_DATA": str(self.data),
            "PORT": str(self.port),
            "BASE_URL": self.url,
            "PYTHONUNBUFFERED": "1",
        }
        return {**kept, **own, **self.environment}

    @staticmethod
    def _signal(process: subprocess.Popen[bytes], number: int) -> None:
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return


Kind = TypeVar("Kind", bound=Server)


_ports = itertools.count(20_000 + 5_000 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]))
"""Below those that the system gives to connections, and others for each process that runs tests."""


def free_port() -> int:
    """Return a port of this machine on which nobody listens, and that nobody is given again."""
    for port in _ports:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


@contextmanager
def prepared(data: Path, kind: type[Kind] = Server, **environment: str) -> Iterator[Kind]:  # type: ignore[assignment]
    """Give a server that is not started yet; it is ended at the end."""
    server = kind(data, free_port(), environment)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server for all tests of this worker: they leave in it what does not disturb others."""
    with prepared(tmp_path_factory.mktemp("server") / "data") as prepared_server:
        prepared_server.start()
        yield prepared_server


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """A function (**environment) that makes a server of this test's own, not started yet."""
    with ExitStack() as running:

        def make(**environment: str) -> Server:
            data = tmp_path / f"server-{len(list(tmp_path.iterdir()))}"
            data.mkdir()
            return running.enter_context(prepared(data, **environment))

        yield make
