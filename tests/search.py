"""What tests of the search share: engines of both kinds on an index of their own, asked in the search language."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from community.search.engine import Document, SearchEngine, SearchUnavailable
from community.search.postgres_engine import PostgresEngine
from community.search.query_language import parse
from community.search.whoosh_engine import WhooshEngine
from tests.bench.search import Documents
from tests.databases import Database, copy_postgresql

KINDS = ["whoosh", pytest.param("postgresql", marks=pytest.mark.postgres)]
"""The engines there are, as parameters of a fixture."""


def engine_at(kind: str, place: str) -> SearchEngine:
    """Return a new engine of a kind: on a folder, or in the database at an address."""
    return WhooshEngine(Path(place)) if kind == "whoosh" else PostgresEngine(place)


def engine_of(database: Database, data: Path) -> SearchEngine:
    """Return the engine that the program opens on this database with this data folder."""
    if database.backend == "postgresql":
        return PostgresEngine(database.url)
    return WhooshEngine(data / "search")


def lose(engine: SearchEngine) -> None:
    """Take away everything an engine keeps."""
    if isinstance(engine, WhooshEngine):
        shutil.rmtree(engine._folders.root)
        return
    assert isinstance(engine, PostgresEngine)
    with engine._connections.writing() as cursor:
        cursor.execute("DROP SCHEMA search CASCADE")


class Index:
    """An index that several engines can be opened on; `place` is its folder or the address of its database."""

    def __init__(self, kind: str, place: str) -> None:
        self.kind, self.place = kind, place
        self._opened: list[SearchEngine] = []

    def open(self) -> SearchEngine:
        """Return one more engine on this index."""
        self._opened.append(engine_at(self.kind, self.place))
        return self._opened[-1]

    def close(self) -> None:
        """Let go of everything that was opened."""
        for engine in self._opened:
            engine.close()


@contextmanager
def new_index(kind: str, folder: Path, run_folder: Path) -> Iterator[Index]:
    """Give an index that nobody has written to yet."""
    if kind == "whoosh":
        yield Index(kind, str(folder))
        return
    with copy_postgresql(run_folder, empty=True) as url:
        index = Index(kind, url)
        yield index
        index.close()


def found(engine: SearchEngine, text: str, *, limit: int = 20, **more: object) -> list[int]:
    """Return the ids of the threads found for what somebody types, best first."""
    return [hit.thread_id for hit in engine.search(parse(text).query, limit=limit, **more).items]


QUERIES = (
    "lampe",
    "glasfaseranschluss stecker rechnung",
    '"lampe rot"',
    "status:solved",
    "from:tim",
    "lammpe",
    "",
)


def ask_everything(engine: SearchEngine) -> int:
    """Ask all kinds of questions; only SearchUnavailable may come of it. Return how many were answered."""
    answered = 0
    for typed in QUERIES:
        with suppress(SearchUnavailable):
            found(engine, typed)
            engine.similar(typed, limit=5)
            engine.titles(typed, limit=5)
            answered += 1
    return answered


def repaired(engine: SearchEngine, posts: Sequence[Document]) -> None:
    """Make the index anew, and insist that it is whole."""
    engine.rebuild(Documents(posts))
    assert engine.check(post.post_id for post in posts).clean
    assert found(engine, "stecker") == [1]
