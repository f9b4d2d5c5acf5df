"""What the figures should be, and whether they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.figures import CACHED, COLD, FLOOR_OF, SIGNED_IN, TITLES, Figures, Growth

MIB = 1024 * 1024
READ = ("landing", "board", "board-50", "thread", "long-thread", "profile")
"""Pages that may hardly grow with the place."""
MOST_GROWTH = 1.2
THERE = {"empty": 0.30, "rows": 2.1}
"""CPU milliseconds of the floors on the machine that the bounds were set on."""


@dataclass(frozen=True)
class Goal:
    """One figure with its bound; `found` is None where it was not measured."""

    what: str
    bound: float
    found: float | None
    at_least: bool = False
    there: float | None = None
    """What it would be where the floors cost what they did when the bound was set; None where that says nothing."""

    @property
    def met(self) -> bool | None:
        """Say whether it is reached."""
        if self.found is None:
            return None
        return self.found >= self.bound if self.at_least else self.found <= self.bound


def goals(figures: Figures) -> Iterator[Goal]:
    """Yield what is asked of a place of scale 1."""
    for page in ("landing", "board", "board-50", "thread", "long-thread"):
        yield _cost(figures, page, CACHED, 0.5)
    for page in ("board", "board-50"):
        yield _cost(figures, page, COLD, 5)
    for page in ("thread", "long-thread"):
        yield _cost(figures, page, SIGNED_IN, 5)
    two, nine = (25, 150) if figures.all["database"] == "sqlite" else (5, 25)
    yield _cost(figures, "search-2", COLD, two)
    yield _cost(figures, "search-9", COLD, nine)
    replies = figures.all["replies"]
    yield Goal("reply, median: wall ms", 12, replies["median_ms"])
    yield Goal("reply, 95 of 100: wall ms", 35, replies["p95_ms"])
    for row in figures.all.get("weight", ()):
        yield Goal(f"first visit, {TITLES[row['page']]}: KB on the wire", 40, row["bytes"] / 1000)
        yield Goal(f"first visit, {TITLES[row['page']]}: requests", 5, row["requests"])
    memory = figures.all["memory"]
    yield Goal(
        "memory of web, worker and database: MiB", 300, sum(one["pss"] for one in memory.values()) / MIB
    )
    for page in ("landing", "board", "thread"):
        share = figures.speed_to("empty", page, CACHED)
        yield Goal(f"{TITLES[page]}, {CACHED}: requests/s in % of the empty page", 60, share, at_least=True)
    share = figures.speed_to("rows", "thread", SIGNED_IN)
    yield Goal(
        f"{TITLES['thread']}, {SIGNED_IN}: requests/s in % of the 20-row page", 40, share, at_least=True
    )


def growth_goals(growth: Growth) -> Iterator[Goal]:
    """Yield what is asked of the largest place, compared with the smallest."""
    small, large = growth.scales[0], growth.scales[-1]
    times = f"times from {small:g}x to {large:g}x"
    for page in READ:
        for who in (COLD, CACHED, SIGNED_IN):
            yield Goal(f"{TITLES[page]}, {who}: {times}", MOST_GROWTH, growth.times(page, who))
    if growth.all["database"] == "postgresql":
        for page in ("search-2", "search-9"):
            for who in (COLD, SIGNED_IN):
                bound = round((large / small) ** 0.5, 2)
                yield Goal(f"{TITLES[page]}, {who}: {times}", bound, growth.times(page, who))


def _cost(figures: Figures, page: str, who: str, bound: float) -> Goal:
    floors = figures.in_floors(page, who)
    there = None if floors is None else floors * THERE[FLOOR_OF[who]]
    return Goal(f"{TITLES[page]}, {who}: CPU ms", bound, figures.cpu(page, who), there=there)
