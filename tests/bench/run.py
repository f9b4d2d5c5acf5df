"""One run on one place: the real server, asked for pages and sent replies, and the floors beside it."""

import os
import platform
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import floors, places
from tests.bench.community import CUSTOMER, Size
from tests.bench.inspection import inspect
from tests.bench.load import CONNECTIONS, Paths, load, warm
from tests.bench.pages import NAMES, Page, pages
from tests.bench.places import Place
from tests.bench.processes import Groups, groups_of, memory
from tests.bench.record import Record
from tests.bench.replies import COUNT, measure_replies
from tests.bench.visitor import Visitor
from tests.bench.weight import weigh
from tests.servers import Server, prepared

WEIGHED = ("landing", "board", "thread")


@dataclass(frozen=True)
class Pace:
    """How much of everything is measured."""

    seconds: int = 4
    """For each series of requests; the operating system counts CPU time in hundredths."""
    enough: int = 200
    """Answers of a series at least: what is still being made at its end is counted, too."""
    connections: tuple[int, ...] = CONNECTIONS
    replies: int = COUNT
    pages: tuple[str, ...] = NAMES
    browser: bool = True


def measure(folder: Path, database: str, scale: float, pace: Pace) -> dict[str, Any]:
    """Measure one place and return all figures, as docs/performance/*.json has them; `folder` keeps filled places."""
    with places.opened(folder, database, scale) as place:
        record = Record(folder / database / f"unfinished-x{scale:g}.json")
        found = [page for page in pages(place) if page.name in pace.pages]
        with prepared(place.data, **place.environment) as server:
            begun = time.monotonic()
            server.start()
            started = time.monotonic() - begun
            groups = groups_of(server, place.first_database_process)
            record.keep("startup_seconds", lambda: round(started, 2))
            _ask_for_pages(record, place, server, groups, found, pace)
            record.keep("memory", lambda: {name: memory(them) for name, them in groups.members().items()})
            if pace.browser:
                paths = {page.name: page.same or "" for page in found if page.name in WEIGHED}
                record.keep("weight", lambda: weigh(server.url, paths))
            record.keep("replies", lambda: measure_replies(place, server, groups, pace.replies))
        record.keep("sizes", place.sizes)
        record.keep("looks", lambda: inspect(place, found))
        with floors.floors(place) as floor:
            _ask_for_floors(record, place, floor, pace)
        about = {"database": database, "scale": scale, "size": asdict(Size.at(scale)), "filled": place.filled}
        return {**about, "machine": _machine(place), **record.end()}


def _ask_for_pages(
    record: Record, place: Place, server: Server, groups: Groups, found: list[Page], pace: Pace
) -> None:
    """Ask for every page as each kind of visitor, over so many connections at once."""
    guest, member = Visitor(server.url), Visitor(server.url)
    member.sign_in(CUSTOMER)
    for page in found:
        fresh = Paths(place.data, page.differing)
        series = [("guest, cold", guest, fresh), ("signed in", member, fresh)]
        if page.same:
            series.insert(1, ("guest, cached", guest, Paths(place.data, [page.same])))
        for who, visitor, paths in series:
            for connections in pace.connections:
                names = {"page": page.name, "who": who, "connections": connections}
                _keep_load(record, "pages", names, server, groups, visitor, paths, pace)


def _ask_for_floors(record: Record, place: Place, floor: floors.FloorServer, pace: Pace) -> None:
    groups = floor.groups(place.first_database_process)
    for path in (floors.EMPTY, floors.ROWS):
        for connections in pace.connections:
            names = {"page": path.strip("/"), "connections": connections}
            paths = Paths(place.data, [path])
            _keep_load(record, "floors", names, floor, groups, Visitor(floor.url), paths, pace)


def _keep_load(
    record: Record,
    kind: str,
    names: dict[str, Any],
    server: Server,
    groups: Groups,
    visitor: Visitor,
    paths: Paths,
    pace: Pace,
) -> None:
    def find() -> dict[str, Any]:
        if names["connections"] == pace.connections[0]:
            warm(server.url, paths, groups, visitor.cookie)
        return load(
            server.url,
            paths,
            groups,
            connections=names["connections"],
            seconds=pace.seconds,
            enough=pace.enough,
            cookie=visitor.cookie,
        )

    record.keep_row(kind, names, find)


def _machine(place: Place) -> dict[str, Any]:
    """Return what figures depend on beside the program."""
    models = [
        line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
    ]
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    [(database,)] = place.ask("SHOW server_version" if place.cluster else "SELECT sqlite_version()")
    return {
        "processor": models[0].partition(":")[2].strip() if models else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": pages,
        "python": platform.python_version(),
        "database": str(database),
        **{name: version(name) for name in ("flask", "sqlalchemy", "gunicorn")},
    }
