"""German words find each other across spelling, inflection and compounds, in both directions."""

from pathlib import Path

import pytest

from tests.bench.search import Documents, document
from tests.search import KINDS, found, new_index

LINES = (Path(__file__).parents[2] / "data" / "search" / "word_pairs.txt").read_text("utf-8").splitlines()
PAIRS = [
    tuple(part.strip() for part in line.split("|")) for line in LINES if line and not line.startswith("#")
]
WORDS = sorted({word for pair in PAIRS for word in pair})


@pytest.fixture(scope="module", params=KINDS)
def index(request, run_folder, tmp_path_factory):
    """An index that nobody has written to yet."""
    folder = tmp_path_factory.mktemp("pairs") / "search"
    with new_index(request.param, folder, run_folder) as made:
        yield made


@pytest.fixture(scope="module")
def engine(index):
    """One thread for each word: in the title of one post, in the body of its reply."""
    built = index.open()
    documents = []
    for number, word in enumerate(WORDS, 1):
        documents.append(
            document(2 * number - 1, number, "Eine Frage dazu", f"Es geht hier um {word}.", first=True)
        )
        documents.append(document(2 * number, number + 10_000, f"Wegen {word}", "Was tun?", first=True))
    built.rebuild(Documents(documents))
    return built


@pytest.fixture(scope="module", params=KINDS)
def apart(request, run_folder, tmp_path_factory):
    """An engine to be given one word after the other."""
    folder = tmp_path_factory.mktemp("apart") / "search"
    with new_index(request.param, folder, run_folder) as made:
        yield made.open()


def test_there_are_many_pairs():
    assert len(PAIRS) >= 150
    assert len(set(PAIRS)) == len(PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_each_finds_the_other(engine, pair):
    for asked, written in (pair, pair[::-1]):
        number = WORDS.index(written) + 1
        threads = found(engine, asked, limit=200)
        assert number in threads, f"{asked} does not find {written}"
        assert number + 10_000 in threads, f"{asked} does not find {written} in a title"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Sicherung", "Versicherung"),
        ("Kabel", "Router"),
        ("Bahn", "Bank"),
        ("Konto", "Kontrolle"),
        ("Fehler", "Fell"),
        ("Essen", "vergessen"),
        ("Lunge", "Handlungen"),
        ("Rat", "Apparat"),
        ("Miete", "Mittel"),
        ("Teig", "Bahnsteig"),
        ("Ende", "folgenden"),
        ("Mieter", "Vermieter"),
        ("stellt", "ab"),
    ],
)
def test_unrelated_words_do_not_meet(apart, asked, written):
    apart.rebuild(Documents([document(1, 1, written, "", first=True)]))
    assert found(apart, asked) == []
