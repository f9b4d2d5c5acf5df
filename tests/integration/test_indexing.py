"""The index follows the database, betrays nothing, and is made anew when it is lost."""

import pytest

from community.commands.closures import close_thread, reopen_thread
from community.commands.edits import edit_post
from community.commands.hidings import hide_post, show_post
from community.commands.members import change_name
from community.commands.solutions import accept_solution, remove_solution
from community.effects.documents import Documents
from community.effects.index_health import AFTER_FAILURE, LEAST_BETWEEN, IndexHealth
from community.events import ThreadsImported
from community.model.posts import Post
from community.queries.narrowing import Narrowing
from community.search.engine import SearchUnavailable
from community.work import unit_of_work
from tests.effects import outbox
from tests.search import lose
from tests.stories import answered, asked, drafted, replied


def threads(found):
    return [item.thread_id for item in found.items]


def test_a_new_post_is_found_and_leads_to_itself(cast, effects, search):
    thread_id = asked(cast, title="Glasfaseranschluss gestört", source="Die Lampe blinkt kürbisrot.")
    reply_id = replied(cast, thread_id, source="Bei mir half ein Bratwurstfilter.")
    effects.follow()
    found = search("bratwurstfilter")
    assert [(item.thread_id, item.post_id) for item in found.items] == [(thread_id, reply_id)]
    assert [piece.text for piece in found.items[0].excerpt if piece.marked] == ["Bratwurstfilter"]
    assert not found.degraded
    assert threads(search("anschluss")) == [thread_id]


def test_only_what_is_published_is_indexed(cast, effects, search):
    thread_id = asked(cast)
    drafted(cast, thread_id, source="Geheimentwurf.")
    asked(cast, board="held", source="Gehaltenes.")
    effects.follow()
    with effects.sessions() as session:
        posts = {post.id for post in session.query(Post)}
    assert {document.post_id for document in Documents(effects.sessions).after(0)} == posts
    for words in ("geheimentwurf", "gehaltenes"):
        assert search(words, cast.ada).total == 0


def test_a_hidden_post_goes_and_comes_back(cast, effects, search):
    thread_id = asked(cast, source="Sichtbares.")
    reply_id = replied(cast, thread_id, source="Bratwurstfilter.")
    effects.follow()
    cast.do(hide_post, cast.moritz, reply_id, "rude")
    assert search("bratwurstfilter", cast.ada).total == 0, "asked before the index followed"
    effects.follow()
    assert effects.engine.check([cast.question(thread_id).id]).clean
    cast.do(show_post, cast.moritz, reply_id)
    effects.follow()
    assert threads(search("bratwurstfilter")) == [thread_id]


def test_a_hidden_question_takes_its_thread_out(cast, effects, search):
    thread_id = asked(cast, source="Sichtbares.")
    replied(cast, thread_id, source="Bratwurstfilter.")
    effects.follow()
    cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "spam")
    assert search("bratwurstfilter").total == 0
    effects.follow()
    assert effects.engine.check([]).clean


def test_boards_are_searched_by_who_sees_them(cast, effects, search):
    asked(cast, board="members", source="Mitgliederwort.")
    effects.follow()
    assert search("mitgliederwort").total == 0
    assert search("mitgliederwort", cast.holger).total == 1
    assert search("mitgliederwort board:members").total == 0
    assert search("mitgliederwort", cast.svea, narrowing=Narrowing(boards=frozenset({"internet"}))).total == 0


def test_an_edit_changes_what_is_found(cast, effects, search):
    thread_id = asked(cast, title="Kein Empfang im Keller", source="Bremsklotz.")
    effects.follow()
    cast.do(
        edit_post, cast.mara, cast.question(thread_id).id, title="Kein Netz im Keller", source="Nudelholz."
    )
    effects.follow()
    assert (search("bremsklotz").total, search("nudelholz").total, search("empfang").total) == (0, 1, 0)


def test_a_solution_is_shown_and_narrows(cast, effects, search):
    thread_id = asked(cast, title="Router blinkt orange")
    solution_id = replied(cast, thread_id, source="Ein Neustart half.")
    asked(cast, title="Router blinkt wieder")
    cast.do(accept_solution, cast.mara, solution_id)
    effects.follow()
    (item,) = search("router status:solved").items
    assert (item.thread_id, item.post_id, item.from_solution) == (thread_id, solution_id, True)
    assert item.summary == "Ein Neustart half."
    assert search("router status:unanswered").total == 1
    some = Narrowing(statuses=frozenset({"solved", "unanswered"}))
    assert search("router", narrowing=some).total == 2
    cast.do(remove_solution, cast.mara, solution_id)
    effects.follow()
    assert search("router status:solved").total == 0


def test_a_closed_thread_is_found_as_closed(cast, effects, search):
    thread_id = asked(cast, title="Router blinkt orange")
    cast.do(close_thread, cast.moritz, thread_id, "old")
    effects.follow()
    assert threads(search("router status:closed")) == [thread_id]
    cast.do(reopen_thread, cast.moritz, thread_id)
    effects.follow()
    assert search("router status:closed").total == 0


def test_staff_and_filters(cast, effects, search):
    thread_id = asked(cast, title="Rechnung doppelt", source="Zahlwort.")
    answered(cast, thread_id, source="Zahlwort erklärt.")
    effects.follow()
    assert search("zahlwort", narrowing=Narrowing(staff=True)).items[0].team_answered
    assert search("zahlwort from:Mara").total == 1
    assert search("zahlwort from:Nils").total == 0


def test_a_long_thread_indexes_a_new_post_alone(cast, effects, search, monkeypatch):
    monkeypatch.setattr("community.effects.indexing.LONG_THREAD", 1)
    thread_id = asked(cast)
    replied(cast, thread_id, source="Erstes.")
    effects.follow()
    batches = []
    apply = effects.engine.apply
    monkeypatch.setattr(
        effects.engine, "apply", lambda batch, gone=(): (batches.append(batch), apply(batch, gone))
    )
    replied(cast, thread_id, source="Zweites.")
    replied(cast, thread_id, source="Bratwurstfilter.")
    effects.follow()
    assert sorted(len(batch) for batch in batches) == [2]
    assert search("bratwurstfilter").total == 1


def test_imported_threads_are_indexed_and_nothing_else_follows(cast, effects, search):
    thread_id = asked(cast, source="Altbestand.")
    with unit_of_work(cast.session) as work:
        for row in outbox(cast):
            work.session.delete(work.session.merge(row))
        work.record(ThreadsImported(thread_id, thread_id))
    effects.follow()
    assert search("altbestand").total == 1
    assert not effects.letterbox.messages


def test_a_lost_index_is_made_anew_with_all_that_came_meanwhile(cast, effects, search):
    first = asked(cast, source="Altbestand.")
    effects.follow()
    lose(effects.engine)
    second = asked(cast, source="Neuzugang.")
    effects.follow()
    assert effects.health.lost
    assert outbox(cast)[-1].done_at is None, "written into an empty index it would make it look whole"
    assert effects.health.mend()
    effects.follow()
    assert (threads(search("altbestand")), threads(search("neuzugang"))) == ([first], [second])
    assert not search("altbestand").degraded


def test_a_rebuild_that_was_killed_is_finished_even_if_the_index_answers(cast, effects, tmp_path):
    asked(cast)
    effects.follow()

    class Killed(Documents):
        def after(self, post_id):
            raise KeyboardInterrupt

    health = IndexHealth(effects.engine, Killed(effects.sessions), tmp_path)
    health.report()
    with pytest.raises(KeyboardInterrupt):
        health.mend()
    again = IndexHealth(effects.engine, Documents(effects.sessions), tmp_path)
    assert again.lost
    assert again.mend()
    assert not IndexHealth(effects.engine, Documents(effects.sessions), tmp_path).lost


def test_rebuilds_are_not_asked_for_without_end(cast, effects, turning_clock):
    turning_clock.time += LEAST_BETWEEN
    effects.health.report()
    assert effects.health.mend()
    effects.health.report()
    assert not effects.health.lost
    lose(effects.engine)
    effects.health.report()
    assert effects.health.lost


def test_a_rebuild_that_failed_is_tried_again_after_a_while(cast, effects, turning_clock, monkeypatch):
    lose(effects.engine)
    effects.health.look()

    def full(source):
        raise SearchUnavailable("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(effects.engine, "rebuild", full)
        with pytest.raises(SearchUnavailable):
            effects.health.mend()
    assert not effects.health.mend()
    turning_clock.time += AFTER_FAILURE
    assert effects.health.mend()


def test_damage_found_while_writing_is_reported(cast, effects, monkeypatch, turning_clock):
    turning_clock.time += LEAST_BETWEEN
    asked(cast)

    def broken(batch, gone=()):
        raise SearchUnavailable("checksum")

    monkeypatch.setattr(effects.engine, "apply", broken)
    effects.follow()
    assert effects.health.lost


def test_a_new_name_finds_the_posts_and_the_old_one_does_not(cast, effects, search):
    thread_id = asked(cast, title="Rechnung doppelt", source="Zahlwort.")
    replied(cast, thread_id, source="Zahlwort auch hier.")
    effects.follow()
    assert threads(search("zahlwort from:Mara")) == [thread_id]
    cast.do(change_name, cast.ada, cast.ids["Mara"], "Änne Falk")
    effects.follow()
    assert search("zahlwort from:Mara").total == 0
    assert threads(search('zahlwort from:"änne falk"')) == [thread_id]
    assert threads(search("zahlwort from:Holger")) == [thread_id]
