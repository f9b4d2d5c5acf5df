"""Writers take turns, and what fails half-way leaves what was there."""

import dataclasses
import threading

import pytest

from community.search.engine import Query, SearchUnavailable
from tests.bench.search import Documents
from tests.search import found


def test_an_engine_without_an_index_says_so(index):
    engine = index.open()
    assert not engine.healthy()
    with pytest.raises(SearchUnavailable):
        engine.search(Query("x"), limit=1)


def test_two_writers_take_turns(engine, index, posts):
    problems = []

    def write(half):
        mine = index.open()
        try:
            for post in half:
                mine.apply([post])
        except SearchUnavailable as problem:
            problems.append(problem)

    writers = [threading.Thread(target=write, args=(half,)) for half in (posts[::2], posts[1::2])]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert found(engine, "stecker") == [1]
    for writer in writers:
        writer.join()
    assert problems == []
    assert engine.check(post.post_id for post in posts).clean


def test_a_commit_that_fails_leaves_the_last_one(engine, posts, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("community.search.writing.values", full)
        patched.setattr("community.search.postgres_rows.values", full)
        with pytest.raises(SearchUnavailable):
            engine.apply([dataclasses.replace(posts[0], body="Anders")], [2])
    assert found(engine, "stecker") == [1]
    engine.apply(posts[:1])
    assert engine.check(post.post_id for post in posts).clean


def test_a_rebuild_by_another_is_no_damage(engine, index, posts):
    class Slow(Documents):
        def after(self, post_id):
            with pytest.raises(SearchUnavailable) as error:
                index.open().rebuild(Documents(posts))
            assert not error.value.damaged
            return super().after(post_id)

    engine.rebuild(Slow(posts))
    assert engine.check(post.post_id for post in posts).clean


def test_what_comes_while_the_first_index_is_built_is_in_it_and_begins_none_beside_it(index, posts):
    class Meanwhile(Documents):
        def after(self, post_id):
            other = index.open()
            other.apply(posts[:1], [99])
            assert not other.healthy()
            return super().after(post_id)

    engine = index.open()
    engine.rebuild(Meanwhile(posts))
    assert engine.check(post.post_id for post in posts).clean
