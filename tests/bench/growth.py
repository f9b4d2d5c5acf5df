"""How pages grow: places of all sizes, served at once and asked by turns, as the machine changes its speed."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench import places
from tests.bench.cluster import Cluster
from tests.bench.figures import cpu
from tests.bench.load import load, warm
from tests.bench.pages import pages
from tests.bench.processes import groups_of
from tests.bench.record import Record
from tests.bench.run import Pace
from tests.bench.series import Series, all_series
from tests.servers import prepared

FEW = 40
"""Answers that are enough in one turn."""


def compare(folder: Path, database: str, scales: Sequence[float], pace: Pace) -> dict[str, Any]:
    """Return what every page costs in places of these scales on one database, in each turn."""
    sizes = [f"{scale:g}" for scale in sorted(set(scales))]
    # What was asked for otherwise is no part of this.
    about = "-".join([*sizes, "turns", str(pace.turns), "connections", str(pace.usual)])
    record = Record(folder / database / f"unfinished-growth-{about}.json")
    with ExitStack() as running:
        server = running.enter_context(places.serving(folder, database))
        asked = [
            running.enter_context(_served(folder, database, float(size), server, pace)) for size in sizes
        ]
        for same in zip(*asked, strict=True):
            names = {"page": same[0].page, "who": same[0].who}
            by_size = dict(zip(sizes, same, strict=True))
            record.keep_row("growth", names, partial(by_turns, by_size, pace))
    return {"database": database, "scales": [float(size) for size in sizes], **record.end()}


def by_turns(by_size: Mapping[str, Series], pace: Pace) -> dict[str, Any]:
    """Ask for a page in places of several sizes, in the order they are given in, back, and so on.

    Return the CPU milliseconds of one answer by size, in each turn.
    """
    costs: dict[str, list[float]] = {size: [] for size in by_size}
    for turn in range(pace.turns):
        for size, series in reversed(by_size.items()) if turn % 2 else by_size.items():
            # What the turn of another place has driven out of memories comes back first.
            warm(series.target, series.paths)
            enough = min(FEW, pace.enough)
            found = load(series.target, series.paths, connections=pace.usual, seconds=1, enough=enough)
            costs[size].append(round(cpu(found), 3))
    return {"ms": costs}


@contextmanager
def _served(
    folder: Path, database: str, scale: float, server: Cluster | None, pace: Pace
) -> Iterator[list[Series]]:
    with places.opened(folder, database, scale, server) as place:
        found = [page for page in pages(place) if page.name in pace.pages]
        with prepared(place.data, **place.environment) as web:
            web.start()
            yield list(all_series(place, web.url, groups_of(web, place.first_database_process), found))
