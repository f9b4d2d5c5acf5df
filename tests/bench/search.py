"""Measure search: how well it finds on judged questions, and how fast. Run: python -m tests.bench.search [--speed]."""

import argparse
import datetime as dt
import html
import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from community.search.engine import Document, SearchEngine
from community.search.postgres_engine import PostgresEngine
from community.search.query_language import parse
from community.search.whoosh_engine import WhooshEngine

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
Thread = list[tuple[str, str]]


@dataclass(frozen=True)
class Judged:
    """Threads as lists of (title, text), and queries with the place of the one thread that answers each."""

    threads: list[Thread]
    queries: list[tuple[str, int]]


@dataclass(frozen=True)
class Figures:
    """What part of the queries found their thread among the first ten, how high, and how many found nothing."""

    hit_at_10: float
    mrr_at_10: float
    empty: int
    queries: int


class Documents:
    """A list of documents as a source for a rebuild."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.by_id = {document.post_id: document for document in documents}

    def after(self, post_id: int) -> Iterator[Document]:
        """Yield the documents with a higher id."""
        return (self.by_id[found] for found in sorted(self.by_id) if found > post_id)

    def these(self, post_ids: Sequence[int]) -> Iterator[Document]:
        """Yield those of these that exist."""
        return (self.by_id[found] for found in post_ids if found in self.by_id)

    def latest(self) -> int:
        """Return the highest id."""
        return max(self.by_id, default=0)


def document(post_id: int, thread_id: int, title: str, body: str, *, first: bool, **more: object) -> Document:
    """Return a document with the usual values where a test or a measurement does not care."""
    values: dict[str, object] = {
        "board_id": 1, "tags": (), "kind": "question", "state": "open", "solved": False, "is_question": first,
        "is_solution": False, "by_staff": False, "author": "Anna", "language": None,
        "created_at": LONG_AGO + dt.timedelta(minutes=post_id),
    }  # fmt: skip
    return Document(post_id=post_id, thread_id=thread_id, title=title, body=body, **(values | more))  # type: ignore[arg-type]


def xquad(folder: Path) -> Judged:
    """Read the German XQuAD: each paragraph is a thread titled by its article, each question is judged by its own."""
    threads: list[Thread] = []
    queries = []
    data = json.loads((folder / "search-xquad-de" / "xquad.de.json").read_text("utf-8"))["data"]
    for article in data:
        for paragraph in article["paragraphs"]:
            threads.append([(article["title"].replace("_", " "), paragraph["context"])])
            queries += [(asked["question"], len(threads) - 1) for asked in paragraph["qas"]]
    return Judged(threads, queries)


def stackfaq(folder: Path) -> Judged:
    """Read the StackExchange FAQ: the question is the title, answers are replies, the rephrasings are the queries."""
    threads: list[Thread] = []
    queries = []
    text = (folder / "search-stackfaq" / "stackExchange-FAQ.xml").read_text("utf-8")
    for pair in re.findall(r"<qapair>(.*?)</qapair>", text, re.DOTALL):
        parts = {
            name: [
                html.unescape(part).strip() for part in re.findall(f"<{name}>(.*?)</{name}>", pair, re.DOTALL)
            ]
            for name in ("question", "answer", "rephr")
        }
        title = parts["question"][0]
        threads.append([(title, ""), *((title, answer) for answer in parts["answer"])])
        queries += [(rephrased, len(threads) - 1) for rephrased in parts["rephr"] if rephrased != "*"]
    return Judged(threads, queries)


def documents(threads: Iterable[Thread]) -> list[Document]:
    """Return every post of these threads; thread ids are places in the list, from 1."""
    found: list[Document] = []
    for number, posts in enumerate(threads, start=1):
        for place, (title, body) in enumerate(posts):
            found.append(document(len(found) + 1, number, title, body, first=place == 0))
    return found


def measure(engine: SearchEngine, judged: Judged) -> Figures:
    """Index the threads in place of what the engine has, ask every query and count."""
    engine.rebuild(Documents(documents(judged.threads)))
    hits, ranks, empty = 0, 0.0, 0
    for asked, right in judged.queries:
        found = [hit.thread_id for hit in engine.search(parse(asked).query, limit=10).items]
        empty += not found
        if right + 1 in found:
            hits += 1
            ranks += 1 / (found.index(right + 1) + 1)
    count = len(judged.queries)
    return Figures(round(hits / count, 4), round(ranks / count, 4), empty, count)


def speed(engine: SearchEngine, judged: Judged, threads: int, posts: int) -> None:
    """Print what building and asking cost with many made-up threads of real words."""
    words = [re.findall(r"\w+", body) for thread in judged.threads for _, body in thread if body]
    dice = random.Random(7)
    common = [word for text in words for word in text]

    def body() -> str:
        return " ".join(dice.choices(common, k=60)) + " " + " ".join(dice.choice(words)[:20])

    made = [[(" ".join(dice.choices(common, k=7)), body()) for _ in range(1)] for _ in range(threads)]
    for _ in range(posts - threads):
        thread = dice.choice(made)
        thread.append((thread[0][0], body()))
    source = Documents(documents(made))
    clock = Clock(engine)
    started = clock.now()
    engine.rebuild(source)
    print(f"build {posts / (clock.now() - started):.0f} documents per CPU second")
    engine.search(parse("erste").query, limit=20)
    two = [f"{dice.choice(common)} {dice.choice(common)}" for _ in range(100)]
    nine = [" ".join(dice.choices(common, k=9)) for _ in range(100)]
    real = [asked for asked, _ in judged.queries[:100]]
    _time(clock, "two words", two, lambda text: engine.search(parse(text).query, limit=20))
    _time(clock, "nine words", nine, lambda text: engine.search(parse(text).query, limit=20))
    _time(clock, "real questions", real, lambda text: engine.search(parse(text).query, limit=20))
    _time(
        clock,
        "in one board",
        two,
        lambda text: engine.search(parse(text).query, limit=20, boards=frozenset({1})),
    )
    _time(
        clock,
        "very common words",
        ["der", "die und der", "in der"],
        lambda text: engine.search(parse(text).query, limit=20),
    )
    _time(
        clock,
        "phrases",
        ['"in der"', '"der die"', '"und die"'],
        lambda text: engine.search(parse(text).query, limit=20),
    )
    _time(
        clock,
        "misspelt",
        ["Verteidgung", "Meisterschfat"],
        lambda text: engine.search(parse(text).query, limit=20),
    )
    _time(clock, "similar", nine, lambda text: engine.similar(text, limit=5))
    batch = list(source.by_id.values())[:100]
    _time(clock, "batch of 100", ["", "", ""], lambda _: engine.apply(batch))
    _time(clock, "one post", ["", "", ""], lambda _: engine.apply(batch[:1]))
    _time(clock, "search after a commit", [""], lambda _: engine.search(parse("erste").query, limit=20))


class Clock:
    """Tells the CPU seconds that this process has spent, and with PostgreSQL the server process that answers it."""

    def __init__(self, engine: SearchEngine) -> None:
        self._server: Path | None = None
        if isinstance(engine, PostgresEngine):
            (process,) = engine._connections.read(
                lambda cursor: cursor.execute("SELECT pg_backend_pid()").fetchone()
            )
            self._server = Path(f"/proc/{process}/schedstat")

    def now(self) -> float:
        """Return the seconds so far."""
        of_server = int(self._server.read_text().split()[0]) / 1e9 if self._server else 0.0
        return time.process_time() + of_server


def _time(clock: Clock, name: str, texts: list[str], act: Callable[[str], object]) -> None:
    costs = []
    for text in texts:
        started = clock.now()
        act(text)
        costs.append((clock.now() - started) * 1_000)
    costs.sort()
    median, late = costs[len(costs) // 2], costs[len(costs) * 95 // 100]
    print(f"{name:24} median {median:7.1f} ms  p95 {late:7.1f}  worst {costs[-1]:7.1f}")


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 when the data is not there."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--speed", action="store_true", help="measure time on made-up threads, too")
    options.add_argument("--threads", type=int, default=20_000)
    options.add_argument("--posts", type=int, default=20_000)
    options.add_argument("--database", metavar="URL", help="a PostgreSQL database, whose index is made anew")
    chosen = options.parse_args(arguments)
    folder = os.environ.get("ZURUF_DATA")
    if not folder:
        print("Set ZURUF_DATA to the folder with the judged data.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as index:
        engine: SearchEngine = (
            PostgresEngine(chosen.database) if chosen.database else WhooshEngine(Path(index) / "search")
        )
        for name, read in (("xquad-de", xquad), ("stackfaq", stackfaq)):
            print(name, measure(engine, read(Path(folder))))
        if chosen.speed:
            speed(engine, xquad(Path(folder)), chosen.threads, chosen.posts)
        engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
