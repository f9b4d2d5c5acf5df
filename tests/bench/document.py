"""Writes figures into docs/performance.md: what stands between two marks is made anew, all other words are by hand."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.charts import cost_chart, growth_chart
from tests.bench.figures import COLD, SIGNED_IN, Figures, Growth
from tests.bench.goals import goals, growth_goals
from tests.bench.tables import (
    connection_table,
    goal_table,
    growth_table,
    page_table,
    place_table,
    profile_table,
    weight_table,
)

MARK = re.compile(r"<!-- figures: ([\w-]+) -->.*?<!-- end -->", re.DOTALL)
NONE = "*Not measured yet.*"
GROWTH = "-growth"
"""How names of files end that say how pages grow."""


def read(folder: Path) -> dict[str, list[Figures]]:
    """Return all runs kept in `folder` by database, smallest place first."""
    runs: dict[str, list[Figures]] = {"sqlite": [], "postgresql": []}
    for file in folder.glob("*.json"):
        if file.stem.endswith(GROWTH):
            continue
        figures = Figures(json.loads(file.read_text()))
        runs[figures.all["database"]].append(figures)
    return {name: sorted(found, key=lambda run: run.scale) for name, found in runs.items()}


def read_growth(folder: Path) -> dict[str, Growth]:
    """Return how pages grow on each database for which that is kept in `folder`."""
    found = [Growth(json.loads(file.read_text())) for file in sorted(folder.glob(f"*{GROWTH}.json"))]
    return {growth.all["database"]: growth for growth in found}


def write(docs: Path) -> None:
    """Make the figures in `docs`/performance.md and its charts anew, from the runs in `docs`/performance."""
    runs, growth = read(docs / "performance"), read_growth(docs / "performance")
    pictures = docs / "pictures"
    drawn = dict(charts(runs, growth))
    for name, drawing in drawn.items():
        (pictures / f"{name}.svg").write_text(drawing)
    document = docs / "performance.md"
    document.write_text(filled_in(document.read_text(), dict(blocks(runs, growth, drawn))))


def filled_in(text: str, found: Mapping[str, str]) -> str:
    """Return `text` with each marked place filled with the block of its name. Raises KeyError for an unknown one."""
    return MARK.sub(lambda mark: f"<!-- figures: {mark[1]} -->\n{found[mark[1]] or NONE}\n<!-- end -->", text)


def charts(runs: Mapping[str, list[Figures]], growth: Mapping[str, Growth]) -> Iterator[tuple[str, str]]:
    """Yield names and drawings."""
    for database, found in runs.items():
        for run in found:
            if run.scale == 1:
                yield f"costs-{database}", cost_chart(run)
    for database, grown in growth.items():
        yield f"growth-{database}-guest", growth_chart(grown, COLD)
        yield f"growth-{database}-signed-in", growth_chart(grown, SIGNED_IN)


def blocks(
    runs: Mapping[str, list[Figures]], growth: Mapping[str, Growth], drawn: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what stands in each marked place; nothing for what was not measured."""
    usual = [run for found in runs.values() for run in found if run.scale == 1]
    yield "machine", _machine(usual)
    yield "places", place_table([run for found in runs.values() for run in found]) if usual else ""
    yield "weight", weight_table(usual) if usual else ""
    for database, found in runs.items():
        here = [run for run in found if run.scale == 1]
        yield f"goals-{database}", goal_table(goals(here[0])) if here else ""
        picture = f"![CPU milliseconds of every page](pictures/costs-{database}.svg)\n\n"
        yield f"pages-{database}", picture + page_table(here[0]) if here else ""
        yield f"connections-{database}", connection_table(here[0]) if here else ""
        yield f"profile-{database}", profile_table(here[0]) if here else ""
        drawings = [
            f"![Growth](pictures/{name}.svg)" for name in drawn if name.startswith(f"growth-{database}")
        ]
        grown = growth.get(database)
        tables = [growth_table(grown), goal_table(growth_goals(grown))] if grown else []
        yield f"growth-{database}", "\n\n".join([*drawings, *tables])


def _machine(runs: list[Figures]) -> str:
    lines = []
    for run in runs:
        machine = run.all["machine"]
        memory = machine["memory"] / 1024**3
        lines.append(
            f"{run.database} {machine['database']}: {machine['processor']}, {machine['cores']} cores,"
            f" {memory:.0f} GiB, Python {machine['python']}, Flask {machine['flask']},"
            f" SQLAlchemy {machine['sqlalchemy']}, gunicorn {machine['gunicorn']}."
        )
    return "  \n".join(lines)
