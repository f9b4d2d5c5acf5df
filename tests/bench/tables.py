"""Tables of figures: Markdown, set so that it reads as well on a terminal."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.bench.figures import TITLES, Figures, Growth, cpu, share_of
from tests.bench.goals import MIB, Goal, goals, growth_goals

WORDS = frozenset({"who", "where the time is spent", "functions that take most themselves"})
"""Headings of columns that hold words, as the first one does; numbers stand at the right."""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [list(headings), *map(list, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    words = [column == 0 or heading in WORDS for column, heading in enumerate(headings)]
    rule = [
        "-" * width if word else "-" * max(1, width - 1) + ":"
        for width, word in zip(widths, words, strict=True)
    ]
    shown = []
    for line in (lines[0], rule, *lines[1:]):
        cells = zip(line, widths, words, strict=True)
        shown.append(
            "| "
            + " | ".join(cell.ljust(width) if word else cell.rjust(width) for cell, width, word in cells)
            + " |"
        )
    return "\n".join(shown)


def page_table(figures: Figures) -> str:
    """Return what every page costs at the usual number of connections, beside both floors."""
    empty, rows = figures.floor("empty"), figures.floor("rows")
    both = {"empty": empty, "rows": rows}
    headings = (
        "page",
        "who",
        "CPU ms",
        "of it DB",
        "× empty",
        "× 20 rows",
        "req/s",
        "% of empty",
        "% of 20 rows",
    )
    found = [
        ("*empty Flask page*", "", *_costs(empty, both), "", ""),
        ("*one query, 20 rows*", "", *_costs(rows, both), "", ""),
    ]
    for page, who in figures.pages():
        row, look = figures.page(page, who), figures.look(page, who)
        assert row
        found.append(
            (
                TITLES[page],
                who,
                *_costs(row, row["beside"]),
                str(look["statements"]),
                number(row["bytes"] / 1000),
            )
        )
    return table((*headings, "p50 ms", "p99 ms", "statements", "KB sent"), found)


def connection_table(figures: Figures) -> str:
    """Return requests per second and waiting times over several numbers of connections."""
    counts = figures.connections
    headings = ["page", "who", *(f"{count}: {what}" for count in counts for what in ("req/s", "p50", "p99"))]
    found = []
    for page, who in figures.pages():
        cells = [TITLES[page], who]
        for count in counts:
            row = figures.page(page, who, count)
            assert row
            cells += [number(row[name]) for name in ("requests_per_second", "p50_ms", "p99_ms")]
        found.append(cells)
    return table(headings, found)


def place_table(runs: Sequence[Figures]) -> str:
    """Return what places take up and how long they take to fill, start and write to."""
    headings = ["", *(f"{run.database} {run.scale:g}x" for run in runs)]
    return table(headings, [[name, *(value(run) for run in runs)] for name, value in PLACE])


PLACE = (
    ("threads", lambda run: f"{run.all['size']['threads']:,}"),
    ("posts", lambda run: f"{run.all['size']['posts']:,}"),
    ("database with its indexes, MiB", lambda run: number(run.all["sizes"]["database"] / MIB)),
    ("search index, MiB", lambda run: number(run.all["sizes"]["search"] / MIB)),
    ("start-up, s", lambda run: number(run.all["startup_seconds"])),
    ("memory of web processes (PSS / RSS), MiB", lambda run: _memory(run, "web")),
    ("memory of the worker (PSS / RSS), MiB", lambda run: _memory(run, "worker")),
    ("memory of PostgreSQL (PSS / RSS), MiB", lambda run: _memory(run, "database")),
    ("reply, wall ms: median / 95 of 100", lambda run: _reply(run, "median_ms", "p95_ms")),
    ("reply, CPU ms: web / worker afterwards", lambda run: _reply(run, "web_ms", "worker_ms")),
    ("reply, CPU ms: PostgreSQL", lambda run: number(run.all["replies"]["database_ms"])),
    ("filling: posts a second", lambda run: _pace(run, "posts")),
    ("index: posts a second", lambda run: _pace(run, "index")),
)


def goal_table(found: Iterable[Goal]) -> str:
    """Return goals and what was found."""
    rows = []
    for goal in found:
        sign = "≥" if goal.at_least else "≤"
        verdict = {True: "met", False: "**missed**", None: ""}[goal.met]
        there = "" if goal.there is None else number(goal.there)
        rows.append((goal.what, f"{sign} {number(goal.bound)}", number(goal.found), verdict, there))
    return table(("goal", "bound", "found", "", "at the speed of the bound"), rows)


def growth_table(growth: Growth) -> str:
    """Return the CPU milliseconds of pages by the size of the place, and between which quotients those of turns lie."""
    headings = [
        "page",
        "who",
        *(f"{scale:g}x: ms" for scale in growth.scales),
        "largest / smallest",
        "least",
        "most",
    ]
    rows = []
    for page, who in growth.pages():
        costs = [growth.cpu(page, who, scale) for scale in growth.scales]
        each = growth.each_time(page, who)
        rows.append(
            (TITLES[page], who, *map(number, [*costs, growth.times(page, who), min(each), max(each)]))
        )
    return table(headings, rows)


def weight_table(runs: Sequence[Figures]) -> str:
    """Return what a first visit fetches."""
    rows = [
        (f"{TITLES[row['page']]} ({run.database})", number(row["bytes"] / 1000), str(row["requests"]))
        for run in runs
        for row in run.all.get("weight", ())
    ]
    return table(("first visit", "KB on the wire", "requests"), rows)


def profile_table(figures: Figures) -> str:
    """Return where the time of each page goes."""
    rows = []
    for page, who in figures.pages():
        look = figures.look(page, who)
        rows.append((TITLES[page], who, _shares(look["rooms"][:6]), _shares(look["functions"][:5])))
    return table(("page", "who", "where the time is spent", "functions that take most themselves"), rows)


def summary(figures: Figures) -> str:
    """Return what the terminal shows at the end of a run."""
    parts = (
        page_table(figures),
        connection_table(figures),
        place_table([figures]),
        goal_table(goals(figures)),
    )
    return "\n\n".join(parts)


def growth_summary(growth: Growth) -> str:
    """Return how pages grow, and whether they may."""
    return f"{growth_table(growth)}\n\n{goal_table(growth_goals(growth))}"


def number(value: float | None) -> str:
    """Return a number with as many digits as say something."""
    if value is None:
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _costs(row: dict[str, Any], floors: dict[str, dict[str, Any]]) -> list[str]:
    empty, rows = floors["empty"], floors["rows"]
    values = (
        cpu(row),
        row["database_ms"],
        cpu(row) / cpu(empty),
        cpu(row) / cpu(rows),
        row["requests_per_second"],
        share_of(row, empty),
        share_of(row, rows),
        row["p50_ms"],
        row["p99_ms"],
    )
    return [number(value) for value in values]


def _memory(run: Figures, name: str) -> str:
    found = run.all["memory"][name]
    return f"{number(found['pss'] / MIB)} / {number(found['rss'] / MIB)}" if found["rss"] else "–"


def _reply(run: Figures, *names: str) -> str:
    return " / ".join(number(run.all["replies"][name]) for name in names)


def _pace(run: Figures, step: str) -> str:
    seconds = run.all["filled"][f"{step}_seconds"]
    return number(run.all["size"]["posts"] / seconds if seconds else None)


def _shares(found: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{name.replace('|', '/')} {share:.0%}" for name, share in found)
