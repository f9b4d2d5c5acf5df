"""Reads the figures of a run: one of them by its name, and in comparison to the floors of the same run."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.load import USUAL

COLD, CACHED, SIGNED_IN = "guest, cold", "guest, cached", "signed in"
FLOOR_OF = {COLD: "rows", CACHED: "empty", SIGNED_IN: "rows"}
"""What a page is compared with: one that has to be made with a page that asks the database as well."""
TITLES = {
    "landing": "landing",
    "board": "board, page 1",
    "board-50": "board, page 50",
    "thread": "thread of 8 posts",
    "long-thread": "page of a 2,000-post thread",
    "profile": "profile",
    "search-2": "search, two words",
    "search-9": "search, nine words",
}


DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Figures:
    """All figures of one run, as the JSON file has them."""

    all: dict[str, Any]

    @property
    def database(self) -> str:
        """The name of the database, as people write it."""
        return DATABASES[self.all["database"]]

    @property
    def scale(self) -> float:
        """How many times the community of scale 1 the place has."""
        scale: float = self.all["scale"]
        return scale

    @property
    def connections(self) -> list[int]:
        """The numbers of connections that were measured; a short run has but one."""
        return sorted({row["connections"] for row in self.all["floors"]})

    def usual(self) -> int:
        """Return the number of connections to compare at."""
        return USUAL if USUAL in self.connections else self.connections[0]

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield the series that were measured: page and who asks."""
        yield from dict.fromkeys((row["page"], row["who"]) for row in self.all["pages"])

    def page(self, page: str, who: str, connections: int | None = None) -> dict[str, Any] | None:
        """Return one series; None where it was not measured."""
        names = {"page": page, "who": who, "connections": connections or self.usual()}
        return next((row for row in self.all["pages"] if names.items() <= row.items()), None)

    def floor(self, name: str, connections: int | None = None) -> dict[str, Any]:
        """Return one of the floors: `empty` or `rows`."""
        names = {"page": name, "connections": connections or self.usual()}
        found: dict[str, Any] = next(row for row in self.all["floors"] if names.items() <= row.items())
        return found

    def look(self, page: str, who: str) -> dict[str, Any]:
        """Return what was seen of a page on its own: statements, bytes, shares of the time."""
        names = {"page": page, "who": who}
        found: dict[str, Any] = next(row for row in self.all["looks"] if names.items() <= row.items())
        return found

    def cpu(self, page: str, who: str) -> float | None:
        """Return CPU milliseconds of one answer in all processes that make it."""
        row = self.page(page, who)
        return cpu(row) if row else None

    def in_floors(self, page: str, who: str) -> float | None:
        """Return how many times as much as its floor, asked for just beside, one answer costs."""
        row = self.page(page, who)
        return cpu(row) / cpu(row["beside"][FLOOR_OF[who]]) if row else None

    def speed_to(self, floor: str, page: str, who: str) -> float | None:
        """Return requests per second in percent of those of a floor asked for just beside."""
        row = self.page(page, who)
        return share_of(row, row["beside"][floor]) if row else None


@dataclass(frozen=True)
class Growth:
    """What pages cost in places of several sizes that were asked by turns, as the JSON file has it."""

    all: dict[str, Any]

    @property
    def database(self) -> str:
        """The name of the database, as people write it."""
        return DATABASES[self.all["database"]]

    @property
    def scales(self) -> list[float]:
        """The sizes, smallest first."""
        scales: list[float] = self.all["scales"]
        return scales

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield the series that were measured: page and who asks."""
        yield from ((row["page"], row["who"]) for row in self.all["growth"])

    def cpu(self, page: str, who: str, scale: float) -> float:
        """Return CPU milliseconds of one answer: the median of all turns. Raises StopIteration for another page."""
        return median(self._turns(page, who, scale))

    def times(self, page: str, who: str) -> float | None:
        """Return how many times as much a page costs in the largest place as in the smallest: the median of all turns.

        None for a page that was not measured.
        """
        return median(self.each_time(page, who)) if (page, who) in self.pages() else None

    def each_time(self, page: str, who: str) -> list[float]:
        """Return of each turn how many times as much a page costs in the largest place as in the smallest."""
        small, large = (self._turns(page, who, scale) for scale in (self.scales[0], self.scales[-1]))
        return [after / before for before, after in zip(small, large, strict=True)]

    def _turns(self, page: str, who: str, scale: float) -> list[float]:
        names = {"page": page, "who": who}
        row = next(row for row in self.all["growth"] if names.items() <= row.items())
        found: list[float] = row["ms"][f"{scale:g}"]
        return found


def cpu(row: dict[str, Any]) -> float:
    """Return the CPU milliseconds of a row: web processes and database; a page gives the worker nothing to do."""
    return float(row["web_ms"] + row["database_ms"])


def share_of(row: dict[str, Any], floor: dict[str, Any]) -> float:
    """Return the requests per second of a row in percent of those of a floor."""
    return float(100 * row["requests_per_second"] / floor["requests_per_second"])
