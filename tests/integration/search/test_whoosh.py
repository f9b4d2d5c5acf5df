"""What only the engine on Whoosh has: a folder of its own, segments, masks that are remembered."""

import stat

import pytest

from community.search import rebuilding
from community.search.engine import Difference
from community.search.writing import write_after
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


def test_a_rebuild_that_ended_before_it_noted_a_batch_has_nothing_twice(index, monkeypatch):
    posts = Documents(
        [document(number, number, f"Router {number}", "Modem", first=True) for number in range(1, 61)]
    )
    monkeypatch.setattr(rebuilding, "_REBUILD_BATCH", 20)
    replaced = rebuilding.replace_file

    def die(path, content):
        if path.name == "done.json" and content == b"[40, 40]":
            raise KeyboardInterrupt
        replaced(path, content)

    monkeypatch.setattr(rebuilding, "replace_file", die)
    with pytest.raises(KeyboardInterrupt):
        index.open().rebuild(posts)
    monkeypatch.setattr(rebuilding, "replace_file", replaced)
    engine = index.open()
    assert engine.rebuild(posts) == 60
    assert engine.check(range(1, 61)) == Difference((), ())
    assert found(engine, "modem", limit=100) == list(range(60, 0, -1))


def test_a_batch_of_long_posts_ends_sooner(index, monkeypatch):
    monkeypatch.setattr(rebuilding, "_REBUILD_LETTERS", 1_000)
    posts = Documents(
        [document(number, number, f"Router {number}", "Modem " * 100, first=True) for number in range(1, 5)]
    )
    engine = index.open()
    engine.rebuild(posts)
    assert found(engine, "modem") == [4, 3, 2, 1]
    assert len(engine._snapshot.segments) == 2


def test_a_post_that_stands_twice_is_noticed(engine, in_use):
    twice = document(1, 1, "Lampe", "blinkt", first=True)
    write_after(in_use(), engine._snapshot.analyser, 10_000, [twice])
    assert 1 in engine.check(range(1, 100)).surplus


def test_titles_are_looked_for_among_questions_as_they_are_now(index):
    engine = index.open()
    titles = ("Router blinkt rot", "Router blinkt blau", "Kabel fehlt", "Router blinkt nicht")
    engine.apply(
        [document(number, number, title, "Modem", first=True) for number, title in enumerate(titles, 1)]
    )
    # One of them has replies, one is alone in its segment.
    engine.apply([document(number, 1, titles[0], "Antwort", first=False) for number in range(11, 16)])
    engine.apply([document(5, 5, "Router blinkt gelb", "Modem", first=True)])

    def like(opened):
        return [(hit.thread_id, hit.score) for hit in opened.similar("Router blinkt", limit=9, besides=4)]

    assert sorted(thread for thread, _ in like(engine)) == [1, 2, 5]
    for batch, removed in (
        ([], [2]),
        ([document(1, 1, "Ganz anders", "Modem", first=True)], []),
        # So many and so long that the usual length of a title becomes another one.
        (
            [document(100 + one, 100 + one, "Router " * 9 + "aus", "Modem", first=True) for one in range(40)],
            [],
        ),
        ([], list(range(100, 140))),
        ([], [5]),
    ):
        engine.apply(batch, removed)
        assert like(engine) == like(index.open())
    assert like(engine) == []
