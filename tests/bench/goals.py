"""What the figures should be, and whether they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.figures import CACHED, COLD, SIGNED_IN, TITLES, Figures

MIB = 1024 * 1024
READ = ("landing", "board", "board-50", "thread", "long-thread", "profile")
"""Pages that may hardly grow with the place."""
MOST_GROWTH = 1.2


@dataclass(frozen=True)
class Goal:
    """One figure with its bound; `found` is None where it was not measured."""

    what: str
    bound: float
    found: float | None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Say whether it is reached."""
        if self.found is None:
            return None
        return self.found >= self.bound if self.at_least else self.found <= self.bound


def goals(figures: Figures) -> Iterator[Goal]:
    """Yield what is asked of a place of scale 1."""
    for page in ("landing", "board", "board-50", "thread", "long-thread"):
        yield Goal(f"{TITLES[page]}, {CACHED}: CPU ms", 0.5, figures.cpu(page, CACHED))
    for page in ("board", "board-50"):
        yield Goal(f"{TITLES[page]}, {COLD}: CPU ms", 5, figures.cpu(page, COLD))
    for page in ("thread", "long-thread"):
        yield Goal(f"{TITLES[page]}, {SIGNED_IN}: CPU ms", 5, figures.cpu(page, SIGNED_IN))
    two, nine = (25, 150) if figures.all["database"] == "sqlite" else (5, 25)
    yield Goal(f"{TITLES['search-2']}: CPU ms", two, figures.cpu("search-2", COLD))
    yield Goal(f"{TITLES['search-9']}: CPU ms", nine, figures.cpu("search-9", COLD))
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


def growth_goals(runs: Sequence[Figures]) -> Iterator[Goal]:
    """Yield what is asked of the largest of some places on one database, compared with the smallest."""
    small, large = runs[0], runs[-1]
    for page in READ:
        for who in (COLD, SIGNED_IN):
            yield Goal(f"{TITLES[page]}, {who}: times", MOST_GROWTH, _times(small, large, page, who))
    if large.all["database"] == "postgresql":
        for page in ("search-2", "search-9"):
            bound = round((large.scale / small.scale) ** 0.5, 2)
            yield Goal(f"{TITLES[page]}: times", bound, _times(small, large, page, COLD))


def _times(small: Figures, large: Figures, page: str, who: str) -> float | None:
    before, after = small.cpu(page, who), large.cpu(page, who)
    return after / before if before and after else None
