"""What every test stands on: a folder shared by the workers of one run, no network, samples of long lists."""

import ipaddress
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from tests import postgres

Item = TypeVar("Item")

pytest_plugins = [
    "tests.browsers",
    "tests.databases",
    "tests.servers",
    "tests.redis_servers",
    "tests.storages",
    "tests.cast",
    "tests.effects",
    "tests.integration.places",
    "tests.small_disks",
]

# How long an example takes says more about what else the machine does; `cost` bounds what must be bounded.
settings.register_profile("zuruf", deadline=None)
settings.load_profile("zuruf")

RUN_FOLDER = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everything", action="store_true", help="no samples: every item of every long list")


def pytest_configure(config: pytest.Config) -> None:
    worker_input = getattr(config, "workerinput", None)
    if worker_input is None:
        postgres.sweep()
        folder = Path(tempfile.mkdtemp(prefix=postgres.PREFIX))
        folder.chmod(0o755)  # PostgreSQL runs as somebody else than root and must get through
        (folder / "owner").write_text(str(os.getpid()))
    else:
        folder = Path(worker_input["run_folder"])
    config.stash[RUN_FOLDER] = folder
    sys.addaudithook(refuse_network)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist the folder of the run."""
    node.workerinput["run_folder"] = str(node.config.stash[RUN_FOLDER])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by itself what drives a browser, so that nobody can forget it."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or RUN_FOLDER not in config.stash:
        return
    folder = config.stash[RUN_FOLDER]
    postgres.stop(folder)
    shutil.rmtree(folder, ignore_errors=True)


def refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail the test that talks to another machine; what is on this one is reached by loopback or a file."""
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host is not None and not is_loopback(host):
        pytest.fail(f"a test reaches for the network: {event} {host!r}")


def is_loopback(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name in {"", "localhost"}


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """A folder that all workers of this run share; gone at its end."""
    return pytestconfig.stash[RUN_FOLDER]


@pytest.fixture
def sample(pytestconfig: pytest.Config) -> Callable[[Sequence[Item], int], list[Item]]:
    """A function (items, count) that picks some of them by the seed of the run; all with --everything."""

    def pick(items: Sequence[Item], count: int) -> list[Item]:
        if pytestconfig.getoption("everything") or count >= len(items):
            return list(items)
        return random.sample(items, count)

    return pick


@pytest.fixture
def rounds(pytestconfig: pytest.Config) -> int:
    """How often a race is run: without a constraint one of two exclusive marks is doubled in nearly every round."""
    return 300 if pytestconfig.getoption("everything") else 25


@pytest.fixture
def real_data() -> Callable[[str], Path]:
    """A function (name) that returns a folder of real data; skips, and says so, without ZURUF_DATA."""

    def folder(name: str) -> Path:
        root = os.environ.get("ZURUF_DATA")
        if not root:
            pytest.skip(f"drill left out: it needs the real data {name} (ZURUF_DATA is not set)")
        found = Path(root) / name
        assert found.is_dir(), f"ZURUF_DATA has no {name}"
        return found

    return folder
