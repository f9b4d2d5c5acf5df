"""One run on one place: the real server, asked for pages and sent replies, and the floors beside it."""

import os
import platform
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.bench import floors, places
from tests.bench.community import Size
from tests.bench.inspection import inspect
from tests.bench.load import CONNECTIONS, USUAL, Paths, Target, load, mean, warm
from tests.bench.pages import NAMES, pages
from tests.bench.places import Place
from tests.bench.processes import groups_of, memory
from tests.bench.record import Record
from tests.bench.replies import COUNT, measure_replies
from tests.bench.series import Series, all_series
from tests.bench.weight import weigh
from tests.servers import prepared

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
    turns: int = 4
    """Of a second for each place, where places of several sizes are compared."""
    browser: bool = True

    @property
    def usual(self) -> int:
        """At how many connections pages are compared, with each other and with the floors."""
        return USUAL if USUAL in self.connections else self.connections[0]


def measure(folder: Path, database: str, scale: float, pace: Pace) -> dict[str, Any]:
    """Measure one place and return all figures, as docs/performance/*.json has them; `folder` keeps filled places."""
    with (
        places.serving(folder, database) as cluster,
        places.opened(folder, database, scale, cluster) as place,
    ):
        record = Record(folder / database / f"unfinished-x{scale:g}.json")
        found = [page for page in pages(place) if page.name in pace.pages]
        with prepared(place.data, **place.environment) as server:
            begun = time.monotonic()
            server.start()
            started = time.monotonic() - begun
            groups = groups_of(server, place.first_database_process)
            record.keep("startup_seconds", lambda: round(started, 2))
            with floors.floors(place) as floor:
                asking = Asking(record, pace, Floors(floor, place))
                asking.for_floors()
                asking.for_pages(all_series(place, server.url, groups, found))
            record.keep("memory", lambda: {name: memory(them) for name, them in groups.members().items()})
            if pace.browser:
                paths = {page.name: page.same or "" for page in found if page.name in WEIGHED}
                record.keep("weight", lambda: weigh(server.url, paths))
            record.keep("replies", lambda: measure_replies(place, server, groups, pace.replies))
        record.keep("sizes", place.sizes)
        record.keep("looks", lambda: inspect(place, found))
        about = {"database": database, "scale": scale, "size": asdict(Size.at(scale)), "filled": place.filled}
        return {**about, "machine": _machine(place), **record.end()}


class Floors:
    """The floors, running beside the server: asked for around each of its pages, as the machine changes its speed."""

    def __init__(self, floor: floors.FloorServer, place: Place) -> None:
        self.target = Target(floor.url, floor.groups(place.first_database_process))
        self.paths = {path.strip("/"): Paths(place.data, [path]) for path in (floors.EMPTY, floors.ROWS)}
        self._just: dict[str, Any] | None = None

    def around(self, find: Callable[[], dict[str, Any]], connections: int) -> dict[str, Any]:
        """Return what `find` does, and what each floor cost just before and after it: the mean of both."""
        before = self._just or self._now(connections)
        found = find()
        after = self._just = self._now(connections)
        return found | {"beside": {name: mean(before[name], after[name]) for name in before}}

    def apart(self, find: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return what `find` does, which nothing is compared with."""
        self._just = None
        return find()

    def _now(self, connections: int) -> dict[str, Any]:
        return {
            name: load(self.target, paths, connections=connections, seconds=1, enough=1)
            for name, paths in self.paths.items()
        }


@dataclass(frozen=True)
class Asking:
    """Asks for everything in turn, over so many connections at once as the pace says, and keeps what it costs."""

    record: Record
    pace: Pace
    floors: Floors

    def for_pages(self, series: Iterable[Series]) -> None:
        """Ask for every page as each kind of visitor."""
        for one in series:
            self._keep("pages", {"page": one.page, "who": one.who}, one.target, one.paths)

    def for_floors(self) -> None:
        """Ask for the floors alone."""
        for name, paths in self.floors.paths.items():
            self._keep("floors", {"page": name}, self.floors.target, paths)

    def _keep(self, kind: str, names: dict[str, Any], target: Target, paths: Paths) -> None:
        def find(connections: int) -> dict[str, Any]:
            if connections == self.pace.connections[0]:
                warm(target, paths)
            pace = {"seconds": self.pace.seconds, "enough": self.pace.enough}
            asked = partial(load, target, paths, connections=connections, **pace)
            if kind == "pages" and connections == self.pace.usual:
                return self.floors.around(asked, connections)
            return self.floors.apart(asked)

        for connections in self.pace.connections:
            self.record.keep_row(kind, names | {"connections": connections}, partial(find, connections))


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
