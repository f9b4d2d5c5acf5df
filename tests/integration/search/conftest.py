"""An engine on a small community."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from community.search.engine import Document, SearchEngine
from tests.bench.search import document
from tests.search import KINDS, Index, new_index


@pytest.fixture
def posts() -> list[Document]:
    """Five threads: an unsolved question, a solved one, an idea, one in another board, one in English."""
    return [
        document(1, 1, "Glasfaseranschluss gestört", "Seit gestern blinkt die Lampe rot, nicht grün.", first=True),
        document(
            2, 1, "Glasfaseranschluss gestört", "Bitte den Stecker ziehen.", first=False, by_staff=True, author="Tim"
        ),
        document(
            3, 2, "Rechnung zu hoch", "Warum zahle ich doppelt?", first=True, solved=True, state="solved",
            author="Bärbel", tags=("Tarif",),
        ),
        document(
            4, 2, "Rechnung zu hoch", "Der Rabatt ist ausgelaufen.", first=False, solved=True, state="solved",
            is_solution=True, by_staff=True, author="Tim", tags=("Tarif",),
        ),
        document(5, 3, "Dunkles Design", "Bitte eine dunkle Oberfläche.", first=True, kind="idea", author="Cem"),
        document(
            6, 4, "Router startet neu", "Die Lampe am Router blinkt.", first=True, board_id=2, state="answered",
            created_at=dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC),
        ),
        document(7, 5, "Printer does not print", "The printers are offline.", first=True),
    ]  # fmt: skip


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of engine a test is about: both, one after the other."""
    name: str = request.param
    return name


@pytest.fixture
def index(kind: str, tmp_path: Path, run_folder: Path) -> Iterator[Index]:
    """An index that nobody has written to yet."""
    with new_index(kind, tmp_path / "search", run_folder) as made:
        yield made


@pytest.fixture
def engine(index: Index, posts: list[Document]) -> SearchEngine:
    """An engine with these posts."""
    made = index.open()
    made.apply(posts)
    return made


@pytest.fixture
def folder(index: Index) -> Path:
    """Where Whoosh keeps its index."""
    return Path(index.place)


@pytest.fixture
def in_use(folder: Path) -> Callable[[], Path]:
    """A function that returns the folder of Whoosh's index in use."""
    return lambda: folder / (folder / "current").read_text()
