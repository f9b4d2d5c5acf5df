"""What stands beside a thread: found by the worker, kept, and shown to who may see it."""

import pytest
from sqlalchemy import select

from community import settings
from community.commands.board_changes import change_board
from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.similar_threads import keep_similar, owe_all_similar, owe_similar
from community.commands.solutions import accept_solution, remove_solution
from community.effects.jobs import Jobs
from community.effects.outbox import drain
from community.effects.similar_threads import MOST, owe
from community.events import ThreadsImported
from community.model.boards import Board, Holding, Visibility
from community.model.similar_threads import SimilarDue
from community.model.threads import Thread, ThreadKind
from community.policy.actors import GUEST
from community.queries.beside import SHOWN, similar_links
from community.search.engine import SearchUnavailable
from community.web.guest_pages.version import VersionReader
from community.work import unit_of_work
from tests.search import lose
from tests.stories import answered, asked, replied

TITLE = "Drucker druckt nicht"


@pytest.fixture
def beside(effects):
    """A function (thread, actor=GUEST) that follows all facts and returns the ids of what stands beside it."""

    def shown(thread_id, actor=GUEST):
        effects.follow()
        return links(effects, thread_id, actor)

    return shown


def links(effects, thread_id, actor=GUEST):
    with effects.sessions() as session:
        return [link.id for link in similar_links(session, actor, thread_id)]


def due(effects):
    with effects.sessions() as session:
        rows = session.scalars(select(SimilarDue).order_by(SimilarDue.id))
        return [(row.thread_id, row.spreads) for row in rows]


def owed(effects, *threads):
    with effects.sessions() as session, unit_of_work(session) as work:
        owe_similar(work, Thread.id.in_(threads))


def shown_to(cast, slug, visibility):
    board = cast.session.scalars(select(Board).where(Board.slug == slug)).one()
    kept = {"name": board.name, "description": board.description, "icon": board.icon, "parent_slug": None}
    rules = {"holding": Holding.none, "kinds": [ThreadKind.question], "visibility": visibility}
    cast.session.rollback()
    cast.do(change_board, cast.ada, slug, **kept, **rules)


def test_a_new_thread_stands_beside_older_ones_at_once(cast, beside):
    first = asked(cast, title="Drucker druckt nur rot")
    assert beside(first) == []
    second = asked(cast, title="Drucker druckt nur schwarz")
    assert (beside(first), beside(second)) == ([second], [first])


def test_the_worker_looks(cast, effects, tmp_path):
    first, second = (asked(cast, title=f"Drucker druckt nur {word}") for word in ("rot", "blau"))
    known = settings.load({"COMMUNITY_DATA": str(tmp_path), "DATABASE_URL": cast.database.url})
    jobs = Jobs(known)
    jobs.crew.follow()
    assert (links(effects, first), links(effects, second)) == ([second], [first])
    # And anew, where the index had to be made anew.
    with effects.sessions() as session, unit_of_work(session) as work:
        keep_similar(work, {first: [], second: []}, [])
    lose(jobs.crew.index.engine)
    jobs.crew.follow()
    assert (links(effects, first), links(effects, second)) == ([second], [first])
    jobs.queue.storage.close()
    jobs.crew.index.engine.close()
    jobs.crew.sessions.kw["bind"].dispose()


def test_solved_ones_stand_ahead(cast, beside):
    titles = (TITLE, f"{TITLE} rot", f"{TITLE} blau")
    thread, red, blue = (asked(cast, title=title) for title in titles)
    assert beside(thread) == [blue, red]
    answer = replied(cast, red, source="Patrone tauschen.")
    cast.do(accept_solution, cast.mara, answer)
    assert beside(thread) == [red, blue]
    cast.do(remove_solution, cast.mara, answer)
    assert beside(thread) == [blue, red]


def test_another_title_has_others_beside_it(cast, beside):
    first = asked(cast, title=TITLE)
    second = asked(cast, title=f"{TITLE} mehr")
    router = asked(cast, title="Router blinkt orange")
    assert beside(first) == [second]
    change = {"source": "Anders.", "title": "Router blinkt orange auf"}
    cast.do(edit_post, cast.mara, cast.question(second).id, **change)
    assert (beside(first), beside(second), beside(router)) == ([], [router], [second])


def test_only_who_may_see_a_thread_sees_it_beside_another(cast, beside, effects):
    thread = asked(cast, title=TITLE)
    inside = asked(cast, board="members", title=TITLE)
    gone = asked(cast, title=f"{TITLE} mehr")
    assert (beside(thread), beside(thread, cast.nils)) == ([gone], [inside, gone])
    cast.do(hide_post, cast.moritz, cast.question(gone).id, "spam")
    # At once, whatever the worker has found before.
    assert links(effects, thread) == []


def test_what_only_some_see_takes_no_room_of_what_others_see(cast, beside):
    thread = asked(cast, title=TITLE)
    for _ in range(MOST):
        asked(cast, board="members", title=TITLE)
    seen = [asked(cast, title=f"{TITLE} {word}") for word in ("rot", "blau", "grün")]
    assert sorted(beside(thread)) == sorted(seen)
    assert len(beside(thread, cast.nils)) == SHOWN


def test_each_audience_has_its_own(cast, effects):
    thread = asked(cast, title=TITLE)
    members = [asked(cast, board="members", title=f"{TITLE} {word}") for word in ("rot", "blau")]
    with effects.sessions() as session, unit_of_work(session) as work:
        staff = session.scalars(select(Board.id).where(Board.slug == "staff")).one()
    inside = [asked(cast, title=TITLE) for _ in range(MOST)]
    with effects.sessions() as session, unit_of_work(session) as work:
        for one in work.session.scalars(select(Thread).where(Thread.id.in_(inside))):
            one.board_id = staff
    effects.follow()
    assert sorted(links(effects, thread, cast.nils)) == sorted(members)
    assert links(effects, thread) == []


def test_a_board_that_others_see_than_before_is_looked_at_anew(cast, beside):
    thread = asked(cast, title=TITLE)
    for _ in range(MOST):
        asked(cast, board="members", title=TITLE)
    other = asked(cast, title=f"{TITLE} rot")
    assert beside(thread) == [other]
    shown_to(cast, "members", Visibility.public)
    assert len(beside(thread)) == SHOWN
    shown_to(cast, "members", Visibility.members)
    assert beside(thread) == [other]


def test_what_comes_while_it_is_looked_for_is_looked_for_again(cast, effects, monkeypatch):
    thread = asked(cast, title=TITLE)
    effects.follow()
    find = effects.engine.similar

    def meanwhile(title, **options):
        monkeypatch.setattr(effects.engine, "similar", find)
        owed(effects, thread)
        return find(title, **options)

    owed(effects, thread)
    monkeypatch.setattr(effects.engine, "similar", meanwhile)
    assert effects.looking.some() == 1
    assert due(effects) == [(thread, True)]
    assert [effects.looking.some() for _ in range(2)] == [1, 0]


def test_without_an_index_it_stays_due(cast, effects):
    thread = asked(cast, title=TITLE)
    effects.follow()
    owed(effects, thread)
    lose(effects.engine)
    with pytest.raises(SearchUnavailable):
        effects.looking.some()
    assert due(effects) == [(thread, True)]


def test_one_title_that_fails_holds_up_no_other(cast, effects, beside, monkeypatch):
    first, second = (asked(cast, title=f"Drucker druckt nur {word}") for word in ("rot", "blau"))
    assert beside(first) == [second]
    third = asked(cast, title="Drucker druckt nur gelb")
    find = effects.engine.similar

    def failing(title, **options):
        if title.endswith("rot"):
            raise SearchUnavailable("a list that can't be true")
        return find(title, **options)

    monkeypatch.setattr(effects.engine, "similar", failing)
    assert (beside(first), beside(third), due(effects)) == ([second], [second, first], [])


def test_what_the_index_has_and_the_database_has_not_is_not_kept(cast, effects):
    first, second = asked(cast, title=TITLE), asked(cast, title=TITLE)
    effects.follow()
    with effects.sessions() as session, unit_of_work(session) as work:
        keep_similar(work, {first: [second + 1000, second]}, [])
    assert links(effects, first) == [second]


def test_finding_it_turns_no_page(cast, effects):
    thread, _ = asked(cast, title=TITLE), asked(cast, title=TITLE)
    effects.follow()
    version = VersionReader(cast.database.engine)
    before = version()
    owed(effects, thread)
    assert effects.looking.some() == 1
    assert version() == before


def test_what_is_imported_stands_beside_what_was_there(cast, effects):
    there = asked(cast, title="Drucker druckt nur rot")
    effects.follow()
    came = [asked(cast, title=f"Drucker druckt nur {word}") for word in ("blau", "grün")]
    effects.follow()
    with effects.sessions() as session, unit_of_work(session) as work:
        # As if only the import had told of them, each batch for itself.
        keep_similar(work, {one: [] for one in (there, *came)}, [])
    for one in came:
        owe(effects.sessions, [ThreadsImported(one, one)])
        while effects.looking.some():
            pass
    for one in (there, *came):
        assert sorted(links(effects, one)) == sorted({there, *came} - {one})


def test_nobody_is_looked_at_twice_for_what_came_together(cast, effects, monkeypatch):
    came = [asked(cast, title=f"Drucker druckt nur {word}") for word in ("rot", "blau", "grün")]
    effects.follow()
    asked_for = []
    find = effects.engine.similar

    def counted(title, *, besides, **options):
        asked_for.append(besides)
        return find(title, besides=besides, **options)

    monkeypatch.setattr(effects.engine, "similar", counted)
    monkeypatch.setattr("community.effects.similar_threads.BATCH", 1)
    owe(effects.sessions, [ThreadsImported(came[0], came[-1])])
    while effects.looking.some():
        pass
    audiences = len(asked_for) // len(came)
    assert sorted(asked_for) == sorted(came * audiences)


def test_due_is_each_thread_once(cast, effects):
    first, second = asked(cast, title=TITLE), asked(cast, title=TITLE)
    effects.follow()
    owed(effects, first)
    owed(effects, first, second)
    assert due(effects) == [(first, True), (second, True)]
    for _ in range(2):
        with effects.sessions() as session, unit_of_work(session) as work:
            owe_all_similar(work)
    assert due(effects) == [(first, False), (second, False)]
    assert effects.looking.some() == 2


def test_replies_make_nothing_due(cast, effects):
    thread = asked(cast, title=TITLE)
    effects.follow()
    replied(cast, thread)
    answered(cast, thread)
    while drain(effects.sessions, effects.all):
        pass
    assert due(effects) == []
