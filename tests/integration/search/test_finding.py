"""An engine finds threads by words, conditions and likeness, best first, and proposes spellings."""

import dataclasses
import os

import pytest

from community.search.engine import BATCH, Query
from community.search.query_language import parse
from tests.bench.search import Documents, document
from tests.search import found


@pytest.mark.parametrize(
    ("typed", "threads"),
    [
        ("anschluss", [1]),
        ("Stoerung Lampe", [1, 4]),
        ("stecker", [1]),
        ("doppelt bezahlt", [2]),
        ("tarif", [2]),
        ("printer", [5]),
        ('"Lampe rot"', [1]),
        ('"rot Lampe"', []),
        ('"lampe am router"', [4]),
        ("lampe -rot", [4]),
        ('lampe -"am Router"', [1]),
        ("lampe -stecker", [4]),
        ("status:solved", [2]),
        ("status:open", [4, 5, 3, 1]),
        ("status:unanswered", [5, 3, 1]),
        ("status:answered", [4]),
        ("kind:idea", [3]),
        ("tag:tarif", [2]),
        ("from:baerbel", [2]),
        ("from:tim rechnung", [2]),
        ("staff:yes lampe stecker", [1]),
        ("after:2024-05-01 lampe", [4]),
        ("before:2024-05-01 lampe", [1]),
        ("after:2024-05-02 lampe", []),
        ("in:title lampe", []),
        ("in:title router", [4]),
        ("", [4, 5, 3, 2, 1]),
        ("unauffindbar", []),
        ("die", [1, 4]),
    ],
)
def test_what_is_typed_finds_its_threads(engine, typed, threads):
    assert sorted(found(engine, typed)) == sorted(threads)


def test_without_words_the_newest_come_first(engine):
    assert found(engine, "") == [4, 5, 3, 2, 1]


def test_a_hit_leads_to_the_best_post(engine):
    hit = engine.search(parse("Stecker ziehen").query, limit=5).items[0]
    assert (hit.post_id, hit.other_posts) == (2, ())
    both = engine.search(parse("Glasfaseranschluss Stecker").query, limit=5).items[0]
    assert {both.post_id, *both.other_posts} == {1, 2}
    assert both.best_visible({1}) == 1
    assert both.best_visible({3}) is None


def test_boards_that_are_not_allowed_do_not_exist(engine):
    assert found(engine, "lampe", boards=frozenset({1})) == [1]
    assert found(engine, "lampe", boards=frozenset()) == []
    hits = engine.search(parse("lampe").query, limit=5, boards=frozenset({2}))
    assert (hits.total_estimate, [hit.thread_id for hit in hits.items]) == (1, [4])
    assert engine.similar("Router startet", limit=5, boards=frozenset({1})) == []


def test_newest_first_when_asked(engine):
    query = dataclasses.replace(parse("lampe rot").query, sort="newest")
    assert [hit.thread_id for hit in engine.search(query, limit=5).items] == [4, 1]


def test_a_solved_thread_ranks_a_little_higher(index):
    engine = index.open()
    engine.apply(
        [
            document(1, 1, "Router langsam", "Was tun?", first=True, solved=True),
            document(2, 2, "Router langsam", "Was tun?", first=True),
        ]
    )
    assert found(engine, "router langsam") == [1, 2]


def test_pages_do_not_overlap(index):
    engine = index.open()
    engine.apply([document(number, number, f"Router {number}", "", first=True) for number in range(1, 41)])
    pages = [engine.search(Query("router"), limit=10, offset=start) for start in (0, 10, 20, 30)]
    assert sorted(hit.thread_id for page in pages for hit in page.items) == list(range(1, 41))
    assert {page.total_estimate for page in pages} == {40}


def test_similar_titles_put_the_solved_ahead(engine):
    assert [hit.thread_id for hit in engine.similar("Warum ist meine Rechnung so hoch?", limit=5)] == [2]
    assert engine.similar("die und der", limit=5) == []


def test_nothing_is_like_a_title_where_nothing_is(index):
    engine = index.open()
    engine.apply([])
    assert engine.similar("Router startet nicht", limit=5) == []
    assert engine.titles("Router", limit=5) == []


def test_beside_a_thread_stands_what_is_like_it_though_nothing_is_as_like_as_itself(index):
    engine = index.open()
    titles = [
        "WLAN bricht jeden Abend gegen zehn Uhr ab, Neustart hilft kurz",
        "Aufnahme bricht ab",
        "Mahnung",
    ]
    engine.apply([document(at, at, title, "", first=True) for at, title in enumerate(titles, 1)])
    assert [hit.thread_id for hit in engine.similar(titles[0], limit=5)] == [1]
    assert [hit.thread_id for hit in engine.similar(titles[0], limit=5, besides=1)] == [2]


def test_words_are_returned_for_marking(engine):
    assert engine.search(parse('Die Lampe "blinkt rot"').query, limit=5).words == ("lampe", "blinkt", "rot")


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("Glasfasersnschluss", "glasfaseranschluss"),
        ("Gebuer falsch", "gebühr falsch"),
        ("oruter", "router"),
        ("gebühr", None),
        ("xyzxyzxyz", None),
    ],
)
def test_a_spelling_is_proposed(index, typed, proposed):
    engine = index.open()
    engine.apply(
        [
            document(
                number, number, "Gebühr", "Router am Glasfaseranschluss mit Gebühr, sonst falsch", first=True
            )
            for number in (1, 2, 3)
        ]
    )
    assert engine.search(parse(typed).query, limit=5).suggestion == proposed


def test_no_spelling_betrays_another_board(index):
    engine = index.open()
    engine.apply(
        [document(number, number, "Geheimprojekt", "", first=True, board_id=2) for number in (1, 2, 3)]
    )
    query = parse("Geheimprojekr").query
    assert engine.search(query, limit=5).suggestion == "geheimprojekt"
    assert engine.search(query, limit=5, boards=frozenset({1})).suggestion is None
    engine.apply((), [1, 2, 3])
    assert engine.search(query, limit=5).suggestion is None


def test_a_quote_inside_a_sentence_does_not_empty_the_page(engine):
    assert found(engine, 'Warum blinkt die "lampe grün" ?') != []


def test_a_document_is_replaced_and_removed(engine, posts):
    engine.apply([dataclasses.replace(posts[0], body="Jetzt ein Bratwurstfilter.")])
    assert found(engine, "bratwurst") == [1]
    assert found(engine, '"lampe rot"') == []
    engine.apply((), [1, 2])
    assert found(engine, "glasfaser") == []
    assert engine.check([3, 4, 5, 6, 7]).clean
    difference = engine.check([1, 3, 4, 5, 6])
    assert (difference.missing, difference.surplus) == ((1,), (7,))


def test_another_engine_sees_each_commit(engine, index):
    reader = index.open()
    assert found(reader, "stecker") == [1]
    engine.apply([document(8, 6, "Neues Thema", "Kuckucksuhr", first=True)])
    assert found(reader, "kuckucksuhr") == [6]


def test_a_forked_child_opens_its_own_files(engine):
    assert found(engine, "lampe")
    child = os.fork()
    if not child:
        os._exit(0 if found(engine, "stecker") == [1] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_many_commits_leave_every_post(index):
    engine = index.open()
    for number in range(1, 61):
        engine.apply([document(number, number, f"Router {number}", "Modem", first=True)], [number - 10])
    assert engine.check(range(51, 61)).clean
    assert engine.search(Query("modem"), limit=20).total_estimate == 10


def test_a_batch_has_its_limit(engine):
    with pytest.raises(ValueError, match="100"):
        engine.apply((), range(BATCH + 1))


def test_a_rebuild_replaces_everything(engine):
    fresh = [document(11, 11, "Neu gebaut", "Alles", first=True)]
    counts = []
    assert engine.rebuild(Documents(fresh), counts.append) == 1
    assert counts == [1]
    assert engine.check([11]).clean
    assert found(engine, "lampe") == []
