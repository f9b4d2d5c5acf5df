"""What stands beside a thread: found by the worker, kept, and shown to who may see it."""

import pytest
from sqlalchemy import select

from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.similar_threads import owe_similar
from community.commands.solutions import accept_solution
from community.effects.similar_threads import MOST, look, owe
from community.events import ThreadsImported
from community.model.similar_threads import SimilarDue, SimilarThread
from community.model.threads import Thread
from community.policy.actors import GUEST
from community.queries.beside import SHOWN, similar_links
from community.search.engine import SearchUnavailable
from community.web.guest_pages.version import VersionReader
from community.work import unit_of_work
from tests.search import lose
from tests.stories import asked, replied


@pytest.fixture
def beside(effects):
    """A function (thread, actor=GUEST) that follows all facts and returns the ids of what stands beside it."""

    def shown(thread_id, actor=GUEST):
        effects.follow()
        with effects.sessions() as session:
            return [link.id for link in similar_links(session, actor, thread_id)]

    return shown


def kept(effects, kind):
    with effects.sessions() as session:
        return [(row.thread_id, getattr(row, "similar_id", None)) for row in session.scalars(select(kind))]


def test_a_new_thread_stands_beside_older_ones_at_once(cast, beside):
    first = asked(cast, title="Drucker druckt nur rot")
    assert beside(first) == []
    second = asked(cast, title="Drucker druckt nur schwarz")
    assert (beside(first), beside(second)) == ([second], [first])


def test_solved_ones_stand_ahead(cast, beside):
    titles = ("Drucker druckt nicht", "Drucker druckt nicht rot", "Drucker druckt nicht blau")
    thread, red, blue = (asked(cast, title=title) for title in titles)
    assert beside(thread) == [blue, red]
    cast.do(accept_solution, cast.mara, replied(cast, red, source="Patrone tauschen."))
    assert beside(thread) == [red, blue]


def test_another_title_has_others_beside_it(cast, beside):
    first = asked(cast, title="Drucker druckt nicht")
    second = asked(cast, title="Drucker druckt nicht mehr")
    router = asked(cast, title="Router blinkt orange")
    assert beside(first) == [second]
    cast.do(
        edit_post, cast.mara, cast.question(second).id, source="Anders.", title="Router blinkt orange auf"
    )
    assert (beside(first), beside(second), beside(router)) == ([], [router], [second])


def test_only_who_may_see_a_thread_sees_it_beside_another(cast, beside):
    thread = asked(cast, title="Drucker druckt nicht")
    inside = asked(cast, board="members", title="Drucker druckt nicht")
    gone = asked(cast, title="Drucker druckt nicht mehr")
    assert (beside(thread), beside(thread, cast.nils)) == ([gone], [inside, gone])
    cast.do(hide_post, cast.moritz, cast.question(gone).id, "spam")
    # At once, whatever the worker has found before.
    with cast.session as session:
        assert similar_links(session, GUEST, thread) == ()


def test_what_only_some_see_takes_no_room_of_what_all_see(cast, beside):
    thread = asked(cast, title="Drucker druckt nicht")
    for _ in range(MOST):
        asked(cast, board="members", title="Drucker druckt nicht")
    seen = [asked(cast, title=f"Drucker druckt nicht {word}") for word in ("rot", "blau", "grün")]
    assert sorted(beside(thread)) == sorted(seen)
    assert len(beside(thread, cast.nils)) == SHOWN


def test_what_comes_while_it_is_looked_for_is_looked_for_again(cast, effects, monkeypatch):
    thread = asked(cast, title="Drucker druckt nicht")
    effects.follow()
    find = effects.engine.similar

    def meanwhile(title, **options):
        monkeypatch.setattr(effects.engine, "similar", find)
        due(effects, thread)
        return find(title, **options)

    due(effects, thread)
    monkeypatch.setattr(effects.engine, "similar", meanwhile)
    assert look(effects.sessions, effects.engine) == 1
    assert kept(effects, SimilarDue) == [(thread, None)]
    assert [look(effects.sessions, effects.engine) for _ in range(2)] == [1, 0]


def test_without_an_index_it_stays_due(cast, effects):
    thread = asked(cast, title="Drucker druckt nicht")
    effects.follow()
    due(effects, thread)
    lose(effects.engine)
    with pytest.raises(SearchUnavailable):
        look(effects.sessions, effects.engine)
    assert kept(effects, SimilarDue) == [(thread, None)]


def test_what_is_as_before_turns_no_page(cast, effects):
    thread = asked(cast, title="Drucker druckt nicht")
    asked(cast, title="Drucker druckt nicht mehr")
    effects.follow()
    version = VersionReader(cast.database.engine)
    before = version()
    due(effects, thread, spreads=True)
    assert look(effects.sessions, effects.engine) == 1
    assert version() == before


def test_of_an_import_each_thread_is_due_once(cast, effects):
    threads = [asked(cast, title=f"Drucker druckt nur {word}") for word in ("rot", "blau", "grün")]
    effects.follow()
    owe(effects.sessions, [ThreadsImported(threads[0], threads[-1])])
    with effects.sessions() as session:
        assert [(row.thread_id, row.spreads) for row in session.scalars(select(SimilarDue))] == [
            (thread, False) for thread in threads
        ]
    before = kept(effects, SimilarThread)
    assert [look(effects.sessions, effects.engine) for _ in range(2)] == [3, 0]
    assert kept(effects, SimilarThread) == before


def due(effects, thread_id, *, spreads=False):
    with effects.sessions() as session, unit_of_work(session) as work:
        owe_similar(work, Thread.id == thread_id, spreads=spreads)
