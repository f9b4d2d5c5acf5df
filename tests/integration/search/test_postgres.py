"""PostgreSQL: what is missing or wrong is told apart from a database that is locked or away, and is repaired."""

import threading

import pytest

from community.search import postgres_asking
from community.search.engine import Query, SearchUnavailable
from community.search.postgres_engine import PostgresEngine
from tests.bench.search import Documents, document
from tests.search import ask_everything, found, repaired

pytestmark = pytest.mark.parametrize(
    "kind", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)

DAMAGE = (
    "DROP SCHEMA search CASCADE",
    "DROP TABLE search.posts",
    "DROP TABLE search.terms",
    "DROP TABLE search.state",
    "DROP INDEX search.posts_found",
    "DELETE FROM search.state",
    "UPDATE search.state SET format = 0",
    "ALTER TABLE search.posts DROP weights",
    "UPDATE search.posts SET facts = 'x'",
)


def run(engine, statement):
    with engine._connections.writing() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", DAMAGE)
@pytest.mark.parametrize("opened", [True, False])
def test_what_is_damaged_is_missed_and_repaired(engine, index, posts, statement, opened):
    assert found(engine, "stecker") == [1]
    run(engine, statement)
    engine = engine if opened else index.open()
    with pytest.raises(SearchUnavailable) as error:
        engine.probe()
    assert error.value.damaged
    ask_everything(engine)
    repaired(engine, posts)
    assert engine.healthy()


def test_rows_that_went_are_listed_and_repaired(engine, posts):
    run(engine, "DELETE FROM search.posts WHERE post_id < 3")
    assert engine.check(post.post_id for post in posts).missing == (1, 2)
    repaired(engine, posts)


def test_a_locked_table_is_no_damage(engine):
    with engine._connections.writing() as cursor:
        cursor.execute("LOCK TABLE search.posts")
        with pytest.raises(SearchUnavailable) as error:
            engine.search(Query("stecker"), limit=5)
    assert not error.value.damaged
    assert found(engine, "stecker") == [1]


def test_a_database_that_is_away_is_no_damage(kind):
    engine = PostgresEngine("postgresql+psycopg://zuruf@/nowhere?host=/nowhere")
    for ask in (engine.probe, lambda: engine.apply(()), lambda: engine.rebuild(Documents(()))):
        with pytest.raises(SearchUnavailable) as error:
            ask()
        assert not error.value.damaged
    assert not engine.healthy()


def test_a_connection_that_was_cut_is_opened_anew(engine, index):
    assert found(engine, "stecker") == [1]
    run(
        index.open(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()",
    )
    assert found(engine, "stecker") == [1]


def test_what_is_counted_stays_true(engine, posts):
    def counted():
        return engine._connections.read(
            lambda cursor: [
                cursor.execute(f"SELECT {columns} FROM search.{table} WHERE posts <> 0 ORDER BY 1").fetchall()
                for table, columns in (
                    ("terms", "term, posts, titles"),
                    ("words", "word, posts"),
                    ("state", "posts, questions, title_words, body_words"),
                )
            ]
        )

    more = document(8, 6, "Neues Thema", "Kuckucksuhr und Größe", first=True)
    engine.apply([more, document(1, 1, "Ganz anders", "Lampe lampe Übergrößen", first=True)], [2])
    engine.apply([more, posts[0], posts[1]])
    engine.apply((), [8])
    was = counted()
    engine.rebuild(Documents(posts))
    assert counted() == was


def test_a_state_that_changes_touches_no_vector(engine, posts, monkeypatch):
    def never(*_):
        raise AssertionError("a text that stayed the same was analysed again")

    solved = [
        document(1, 1, posts[0].title, posts[0].body, first=True, solved=True, state="solved", board_id=3)
    ]
    monkeypatch.setattr("community.search.postgres_writing.row", never)
    engine.apply(solved)
    assert sorted(found(engine, "status:solved")) == [1, 2]
    assert found(engine, "stecker lampe", boards=frozenset({3})) == [1]


def test_common_words_are_read_to_a_bound_and_the_newest_first(index, monkeypatch):
    monkeypatch.setattr("community.search.postgres_tables.SMALLEST_SHELF", 50)
    monkeypatch.setattr("community.search.postgres_shelves.SMALLEST_SHELF", 50)
    monkeypatch.setattr(postgres_asking, "_MOST_RARE", 10)
    monkeypatch.setattr(postgres_asking, "_WANTED", 20)
    monkeypatch.setattr(postgres_asking, "_WANTED_TITLES", 5)
    monkeypatch.setattr(postgres_asking, "_WANTED_ALONE", 30)
    texts = ["Router blinkt rot und Modem", "Router Modem Kabel", "Router und Modem aus"]
    made = [document(n, n, "", texts[n % 3], first=True) for n in range(1, 301)]
    made.append(document(301, 301, "", "Der Router summt", first=True))
    engine = index.open()
    engine.rebuild(Documents(made))
    common = found(engine, "Der Router und das Modem", limit=300)
    assert 10 <= len(common) <= 45
    assert min(common) > 150
    assert found(engine, "Router summt Modem", limit=300)[0] == 301
    assert 20 <= len(found(engine, "router", limit=300)) <= 45
    assert 10 <= len(found(engine, "blinkt router kabel", limit=300, boards=frozenset({1}))) <= 65
    assert found(engine, "router", boards=frozenset({2})) == []


def test_an_index_that_is_thrown_away_is_gone(engine, posts):
    engine.discard()
    engine.discard()
    assert not engine.healthy()
    repaired(engine, posts)


def test_a_broken_beginning_is_begun_again(engine, posts):
    class Broken(Documents):
        def after(self, post_id):
            yield from super().after(post_id)
            if post_id == 0 and self.asked:
                raise OSError("the database is gone")
            self.asked = True

        asked = False

    with pytest.raises(SearchUnavailable):
        engine.rebuild(Broken(posts))
    run(engine, "DROP TABLE search_building.counts, search_building.touched")
    with pytest.raises(SearchUnavailable):
        engine.rebuild(Documents(posts))
    repaired(engine, posts)


def test_readers_go_on_while_an_index_is_swapped_in(engine, index, posts):
    problems = []
    done = threading.Event()

    def read():
        mine = index.open()
        while not done.is_set():
            try:
                assert found(mine, "stecker") == [1]
            except Exception as problem:
                problems.append(problem)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(5):
        engine.rebuild(Documents(posts))
    done.set()
    for reader in readers:
        reader.join()
    assert problems == []
