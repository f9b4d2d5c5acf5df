"""What only the engine on Whoosh has: a folder of its own, segments, masks that are remembered."""

import stat

import pytest

from tests.bench.search import Documents, document
from tests.search import found

pytestmark = pytest.mark.parametrize("kind", ["whoosh"], indirect=True)


def test_conditions_are_remembered_and_forgotten(engine):
    for number in range(40):
        assert found(engine, "lampe", boards=frozenset({1, number + 10})) == [1]
    assert all(len(segment.masks) <= 16 for segment in engine._snapshot.segments)


def test_long_questions_of_common_words_are_bounded(index, monkeypatch):
    engine = index.open()
    texts = ["Router blinkt rot und Modem", "Router Modem Kabel", "Router und Modem aus"]
    engine.apply([document(number, number, "", texts[number % 3], first=True) for number in range(1, 91)])
    whole = found(engine, "Der Router blinkt und das Modem", limit=90)
    monkeypatch.setattr("community.search.scoring._BUDGET", 1)
    monkeypatch.setattr("community.search.scoring._REFINED", 10)
    assert set(found(engine, "Der Router blinkt und das Modem", limit=90)) <= set(whole)
    assert set(found(engine, "Der Router blinkt und das Modem", limit=10)) <= set(whole[:30])


def test_the_folder_belongs_to_its_user(engine, folder, in_use):
    for path in (folder, in_use()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_many_commits_leave_few_segments(index):
    engine = index.open()
    for number in range(1, 61):
        engine.apply([document(number, number, f"Router {number}", "Modem", first=True)], [number - 10])
    assert found(engine, "modem")
    assert len(engine._snapshot.segments) < 12


def test_a_rebuild_leaves_one_folder(engine, folder):
    engine.rebuild(Documents([document(11, 11, "Neu gebaut", "Alles", first=True)]))
    assert len(list(folder.glob("index-*"))) == 1
