"""`make bench` on a place filled in seconds: it measures all it says, and what it writes is what stands in docs."""

import json
import shutil
import subprocess
import sys

import pytest

from tests.bench import growth
from tests.bench.community import Size, threads
from tests.bench.document import filled_in, write
from tests.bench.figures import Figures, Growth
from tests.bench.goals import Goal, goals, growth_goals
from tests.bench.load import Paths, Target, differing
from tests.bench.processes import Groups
from tests.bench.record import Record
from tests.bench.run import Pace
from tests.bench.series import Series
from tests.bench.statements import COUNTED
from tests.servers import ROOT

DOCS = ROOT / "docs"


@pytest.fixture
def docs(tmp_path):
    """A copy of what the figures are written into, without any figures measured before."""
    (tmp_path / "pictures").mkdir()
    shutil.copy(DOCS / "performance.md", tmp_path)
    return tmp_path


@pytest.mark.browser
@pytest.mark.parametrize(
    ("database", "scales"),
    [
        ("sqlite", ["0.01"]),
        pytest.param("postgresql", ["0.005", "0.01"], marks=[pytest.mark.postgres, pytest.mark.long]),
    ],
)
def test_measures_everything_and_writes_it_down(docs, run_folder, database, scales):
    command = ["--quick", "--scale", *scales, "--database", database]
    places = ["--folder", str(run_folder / "bench"), "--docs", str(docs)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", *command, *places],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "| thread of 8 posts" in done.stdout
    kept = {file.stem: json.loads(file.read_text()) for file in (docs / "performance").iterdir()}
    names = [*scales, "growth"] if len(scales) > 1 else scales
    assert kept.keys() == {f"{database}-{name}" for name in names}
    figures = kept[f"{database}-0.01"]
    assert figures["size"] == {"members": 20, "threads": 200, "posts": 1200, "long": 20}
    asked = {(row["page"], row["who"]) for row in figures["pages"]}
    assert ("thread", "guest, cached") in asked
    assert ("search-2", "signed in") in asked
    beside = [floor for row in figures["pages"] for floor in row["beside"].values()]
    assert len(beside) == 2 * len(figures["pages"])
    for row in [*figures["pages"], *figures["floors"], *beside]:
        assert row["requests"] > 0
        assert row["p50_ms"] <= row["p99_ms"]
    looks = {(look["page"], look["who"]): look for look in figures["looks"]}
    # A page that a guest is the first to see is put together; somebody signed in has more on it.
    assert 0 < looks["thread", "guest, cold"]["statements"] <= looks["thread", "signed in"]["statements"]
    assert figures["replies"]["count"] == 5
    assert figures["weight"][0]["requests"] >= 2
    assert figures["memory"]["web"]["pss"] > 0
    assert (figures["memory"]["database"]["pss"] > 0) is (database == "postgresql")
    if len(scales) > 1:
        grown = kept[f"{database}-growth"]["growth"]
        assert [(row["page"], row["who"]) for row in grown] == [
            (row["page"], row["who"]) for row in figures["pages"]
        ]
        assert all(
            len(row["ms"][scale]) == 1 and row["ms"][scale][0] > 0 for row in grown for scale in scales
        )
        assert "![Growth]" in (docs / "performance.md").read_text()
    assert not list((run_folder / "bench").glob("*/unfinished*"))


def test_the_figures_in_docs_are_those_that_are_kept(tmp_path):
    shutil.copytree(DOCS, tmp_path / "docs")
    write(tmp_path / "docs")
    written = (tmp_path / "docs" / "performance.md").read_text()
    assert written == (DOCS / "performance.md").read_text(), (
        "make it anew: python -m tests.bench --only-write"
    )
    for drawing in (tmp_path / "docs" / "pictures").glob("*.svg"):
        assert drawing.read_text() == (DOCS / "pictures" / drawing.name).read_text()


def test_words_by_hand_stay_and_a_place_without_figures_is_a_mistake():
    text = "Before.\n<!-- figures: goals -->\nold\n<!-- end -->\nAfter."
    assert filled_in(text, {"goals": "new"}) == text.replace("old", "new")
    with pytest.raises(KeyError):
        filled_in(text, {})


def test_the_place_is_the_same_every_time_and_as_large_as_it_says():
    first, again = list(threads(0.01)), list(threads(0.01))
    assert first == again
    posts = [1 + len(thread.replies) for thread in first]
    assert (len(posts), sum(posts), posts[100]) == (200, 1200, 20)
    assert Size.at(3) == Size(6_000, 60_000, 360_000, 2_000)


def test_a_run_that_was_stopped_goes_on_unless_the_program_changed(tmp_path):
    found = iter(range(10))
    for _ in range(2):
        record = Record(tmp_path / "figures.json")
        assert record.keep("first", lambda: next(found)) == 0
        record.keep_row("pages", {"page": "landing"}, lambda: {"ms": next(found)})
        assert record.figures["pages"] == [{"page": "landing", "ms": 1}]
    figures = json.loads((tmp_path / "figures.json").read_text())
    (tmp_path / "figures.json").write_text(json.dumps(figures | {"made_of": "another program"}))
    assert Record(tmp_path / "figures.json").keep("first", lambda: next(found)) == 2


def run_at(scale, page_ms, empty_ms, rows_ms):
    """A run in which every page costs the same, and its floors what is given."""
    beside = {
        name: {"web_ms": ms, "database_ms": 0, "requests_per_second": 1000 / ms}
        for name, ms in (("empty", empty_ms), ("rows", rows_ms))
    }
    page = {"web_ms": page_ms, "database_ms": 0, "requests_per_second": 1000 / page_ms, "beside": beside}
    rows = [
        {"page": name, "who": who, "connections": 8, **page}
        for name in ("thread", "search-2")
        for who in ("guest, cold", "guest, cached", "signed in")
    ]
    floors = [{"page": "empty", "connections": 8}]
    replies = {"median_ms": 10, "p95_ms": 20}
    kinds = {"pages": rows, "floors": floors, "replies": replies, "memory": {}}
    return Figures({"database": "postgresql", "scale": scale, **kinds})


def test_a_slow_machine_is_told_from_a_slow_page():
    found = {goal.what: goal for goal in goals(run_at(1, page_ms=10, empty_ms=0.6, rows_ms=4.2))}
    signed_in, cached = (found[f"thread of 8 posts, {who}: CPU ms"] for who in ("signed in", "guest, cached"))
    assert (signed_in.met, signed_in.found, signed_in.there) == (False, 10, pytest.approx(5))
    assert (cached.met, cached.found, cached.there) == (False, 10, pytest.approx(5))
    percent = found["thread of 8 posts, signed in: requests/s in % of the 20-row page"]
    assert (percent.met, percent.found) == (True, pytest.approx(42))


def test_places_are_asked_by_turns_there_and_back(tmp_path, monkeypatch):
    asked = []

    def load(target, *_args, **_options):
        asked.append(target.url)
        return {"web_ms": float(len(asked)), "database_ms": 0.5}

    monkeypatch.setattr(growth, "load", load)
    monkeypatch.setattr(growth, "warm", lambda *_: None)
    target = {size: Target(size, Groups(1)) for size in ("1", "3", "10")}
    series = {size: Series("board", "signed in", one, Paths(tmp_path, ["/"])) for size, one in target.items()}
    found = growth.by_turns(series, Pace(turns=2))
    assert asked == ["1", "3", "10", "10", "3", "1"]
    assert found == {"ms": {"1": [1.5, 6.5], "3": [2.5, 5.5], "10": [3.5, 4.5]}}


def test_growth_is_that_of_turns_beside_each_other():
    turns = {"1": [5, 5, 10], "3": [5, 5, 10], "10": [5.5, 20, 11]}
    rows = [{"page": page, "who": "signed in", "ms": turns} for page in ("thread", "search-2")]
    grown = Growth({"database": "postgresql", "scales": [1, 3, 10], "growth": rows})
    assert grown.cpu("thread", "signed in", 10) == 11
    found = {goal.what: goal for goal in growth_goals(grown)}
    thread, search = (
        found[f"{page}, signed in: times from 1x to 10x"]
        for page in ("thread of 8 posts", "search, two words")
    )
    assert (thread.bound, thread.found, thread.met) == (1.2, pytest.approx(1.1), True)
    assert (search.bound, search.met) == (3.16, True)
    assert found["landing, signed in: times from 1x to 10x"].met is None


def test_a_goal_is_met_missed_or_unknown():
    assert Goal("CPU ms", 0.5, 0.4).met is True
    assert Goal("requests/s in %", 60, 59.0, at_least=True).met is False
    assert Goal("CPU ms", 0.5, None).met is None


def test_no_two_cold_visits_are_alike():
    paths = differing(["/", "/boards/a?page=50"], 100)
    assert len(set(paths)) == 100
    assert paths[0] != "/"


@pytest.mark.parametrize(
    ("statement", "counted"),
    [
        ("SELECT 1", True),
        ("\n  with x as (select 1) select * from x", True),
        ("UPDATE posts SET place = 1", True),
        ("BEGIN", False),
        ("COMMIT", False),
        ("PRAGMA foreign_keys=ON", False),
        ("-- UPDATE posts: by a trigger", False),
    ],
)
def test_counts_what_is_asked_of_the_database_and_no_bookkeeping(statement, counted):
    assert bool(COUNTED.match(statement)) is counted
