"""Asks a server for pages with wrk and says what that cost."""

import json
import math
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

from tests.bench.processes import Cpu, Groups, spent

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = (1, 8, 32)
USUAL = CONNECTIONS[1]
"""At which pages are compared: both processes have something to do, and nobody queues for long."""
LONGEST = 60


@dataclass(frozen=True)
class Load:
    """One run of wrk: what was answered, how fast, and the CPU milliseconds of each answer."""

    requests: int
    requests_per_second: float
    p50_ms: float
    p99_ms: float
    bytes: float
    web_ms: float
    worker_ms: float
    database_ms: float


@dataclass(frozen=True)
class Target:
    """A server to ask, the processes whose time it costs, and the cookie of who asks ('' for a guest)."""

    url: str
    groups: Groups
    cookie: str = ""


class Paths:
    """Paths in a file for wrk, gone through once: no run asks for what an earlier one has asked for."""

    def __init__(self, folder: Path, paths: Sequence[str]) -> None:
        with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".paths", delete=False) as file:
            file.write("".join(f"{path}\n" for path in paths))
        self.file, self.paths, self.next = Path(file.name), paths, 0

    def take(self, count: int) -> list[str]:
        """Return the next `count` paths; the same one again where there is only one."""
        first, self.next = self.next, self.next + count
        return [self.paths[number % len(self.paths)] for number in range(first, first + count)]


def warm(target: Target, paths: Paths) -> None:
    """Ask over so many connections that every process fills what it keeps; that is no part of the figures."""
    _wrk(target, paths, USUAL, 1)


def load(target: Target, paths: Paths, *, connections: int, seconds: int, enough: int) -> dict[str, Any]:
    """Ask for `paths` over so many connections; return the fields of a Load.

    Where `seconds` bring fewer than `enough` answers it asks again for as long as they take, a minute at most.
    Fails where an answer was none: figures of error pages are no figures.
    """
    said, cost = _wrk(target, paths, connections, seconds)
    if said["requests"] < enough:
        longer = min(LONGEST, math.ceil(seconds * enough / max(said["requests"], 1)))
        said, cost = _wrk(target, paths, connections, longer)
    answers = said["requests"]
    assert answers and not said["failed"], f"{said} of {target.url}"
    return asdict(
        Load(
            requests=answers,
            requests_per_second=round(answers / said["seconds"], 1),
            p50_ms=round(said["p50_ms"], 2),
            p99_ms=round(said["p99_ms"], 2),
            bytes=round(said["bytes"] / answers),
            web_ms=round(cost.web / answers, 3),
            worker_ms=round(cost.worker / answers, 3),
            database_ms=round(cost.database / answers, 3),
        )
    )


def mean(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a Load that are halfway between those of two."""
    return {name: round((value + other[name]) / 2, 3) for name, value in one.items()}


def _wrk(target: Target, paths: Paths, connections: int, seconds: int) -> tuple[dict[str, Any], Cpu]:
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s"]
    command += ["--timeout", "60s", "--script", str(SCRIPT), target.url]
    command += ["--", str(paths.file), str(paths.next), *([target.cookie] if target.cookie else [])]
    before = spent(target.groups)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    cost = spent(target.groups).since(before)
    assert done.returncode == 0, f"wrk: {done.stdout}{done.stderr}"
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    paths.next += said["requests"] + connections
    return said, cost


def differing(paths: Sequence[str], length: int) -> list[str]:
    """Return `length` addresses of these pages of which none is like another, so that no cache has an answer."""
    numbered = count(1)
    return [
        f"{path}{'&' if '?' in path else '?'}visit={next(numbered)}"
        for _ in range(-(-length // len(paths)))
        for path in paths
    ]
