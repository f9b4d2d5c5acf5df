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
    record = Record(folder / database / "unfinished-growth.json")
    with ExitStack() as running:
        server = running.enter_context(places.serving(folder, database))
        asked = [
            running.enter_context(_served(folder, database, scale, server, pace)) for scale in sorted(scales)
        ]
        for same in zip(*asked, strict=True):
            by_scale = dict(zip(map("{:g}".format, sorted(scales)), same, strict=True))
            names = {"page": same[0].page, "who": same[0].who}
            record.keep_row("growth", names, partial(_by_turns, by_scale, pace))
    return {"database": database, "scales": sorted(scales), **record.end()}


@contextmanager
def _served(
    folder: Path, database: str, scale: float, server: Cluster | None, pace: Pace
) -> Iterator[list[Series]]:
    with places.opened(folder, database, scale, server) as place:
        found = [page for page in pages(place) if page.name in pace.pages]
        with prepared(place.data, **place.environment) as web:
            web.start()
            yield list(all_series(place, web.url, groups_of(web, place.first_database_process), found))


def _by_turns(by_scale: Mapping[str, Series], pace: Pace) -> dict[str, Any]:
    costs: dict[str, list[float]] = {scale: [] for scale in by_scale}
    for _ in range(pace.turns):
        for scale, series in by_scale.items():
            # What the turn of another place has driven out of memories comes back first.
            warm(series.target, series.paths)
            enough = min(FEW, pace.enough)
            found = load(series.target, series.paths, connections=pace.usual, seconds=1, enough=enough)
            costs[scale].append(round(cpu(found), 3))
    return {"ms": costs}
