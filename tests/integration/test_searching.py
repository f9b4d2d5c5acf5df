"""Searching as pages do it: similar threads, the page of results, and the database where there is no index."""

from community.commands.closures import close_thread
from community.commands.helpful_votes import find_helpful
from community.commands.hidings import hide_post
from community.commands.members import change_name
from community.commands.product_fields import add_field
from community.commands.solutions import accept_solution
from community.model.product_fields import FieldKind
from community.policy.actors import GUEST
from community.queries.beside import similar_links
from community.queries.search import find, similar, similar_threads
from community.queries.search_page import search_page
from community.queries.suggestions import suggestions
from tests.search import lose
from tests.stories import answered, asked, replied


def threads(found):
    return [item.thread_id for item in found.items]


def test_similar_threads_are_solved_ones_with_their_solution(cast, effects):
    thread_id = asked(cast, title="WLAN bricht abends immer ab")
    other_id = asked(cast, title="WLAN bricht ständig ab")
    cast.do(accept_solution, cast.mara, replied(cast, thread_id, source="Kanal wechseln."))
    effects.follow()
    with effects.sessions() as session:
        first, second = similar_threads(session, GUEST, effects.engine, "WLAN bricht immer ab")
        assert (first.id, first.state, first.excerpt) == (thread_id, "solved", "Kanal wechseln.")
        assert any(piece.marked for piece in first.title)
        links = similar_links(session, GUEST, thread_id)
        assert [link.id for link in links] == [second.id] == [other_id]
        cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "spam")
        session.rollback()
        assert [one.thread_id for one in similar(session, GUEST, effects.engine, "WLAN bricht ab")] == [
            other_id
        ]


def test_what_the_index_still_has_is_neither_shown_nor_counted(cast, effects):
    gone = asked(cast, title="Kürbislampe flackert")
    left = asked(cast, title="Kürbislampe leuchtet nicht")
    best = replied(cast, left, source="Kürbislampe, Kürbislampe, Kürbislampe.")
    effects.follow()
    for post_id in (cast.question(gone).id, best):
        cast.do(hide_post, cast.moritz, post_id, "spam")
    with effects.sessions() as session:
        for words in ("Kürbislampe", "Kürbislampe sort:votes", "Kürbislampe sort:newest"):
            found = find(session, GUEST, effects.engine, words, limit=10, counted=("unanswered",))
            assert (threads(found), found.total, found.counts.boards) == ([left], 1, {"internet": 1}), words
            assert [item.post_id for item in found.items] == [cast.question(left).id]


def test_without_an_index_the_database_answers(cast, effects, search):
    thread_id = asked(cast, title="Glasfaser 100%_sicher", source="Die Lampe blinkt kürbisrot.")
    answered(cast, thread_id, source="Bitte den Bratwurstfilter tauschen.")
    asked(cast, board="members", title="Glasfaser intern")
    hidden = asked(cast, title="Glasfaser verborgen")
    cast.do(hide_post, cast.moritz, cast.question(hidden).id, "spam")
    closed = asked(cast, title="Glasfaser geschlossen")
    cast.do(close_thread, cast.moritz, closed, "old")
    lose(effects.engine)
    found = search("glasfaser bratwurstfilter")
    assert found.degraded
    assert set(threads(found)) == {thread_id, closed}
    assert threads(search("bratwurstfilter")) == [thread_id]
    assert threads(search("glasfaser status:closed")) == [closed]
    assert threads(search("glasfaser -geschlossen")) == [thread_id]
    cast.do(change_name, cast.ada, cast.ids["Mara"], "Änne")
    assert set(threads(search("glasfaser from:ÄNNE"))) == {thread_id, closed}
    assert threads(
        search("glasfaser staff:yes kind:question from:svea after:2020-01-01 bratwurstfilter")
    ) == [thread_id]
    assert search("glasfaser before:2020-01-01").total == 0
    assert search("glasfaser tag:nirgends").total == 0
    assert search("bratwurstfilter in:title").total == 0
    assert threads(search("100%_sicher")) == [thread_id]
    assert search("board:internet").total == 2
    with effects.sessions() as session:
        assert {one.thread_id for one in similar(session, GUEST, effects.engine, "Glasfaser")} == {
            thread_id,
            closed,
        }


def test_the_page_of_results(cast, effects):
    thread_id = asked(cast, title="Router blinkt orange", source="Seit gestern.")
    replied(cast, thread_id)
    effects.follow()

    def page(**fields):
        with effects.sessions() as session:
            return search_page(session, GUEST, effects.engine, fields)

    shown = page(q=["router"], status=["open"], board=["internet", "staff"], sort=["newest"], since=["year"])
    assert [hit.thread_id for hit in shown.hits] == [thread_id]
    assert [option.value for option in shown.states if option.selected] == ["open"]
    assert [option.value for option in shown.boards if option.selected] == ["internet"]
    assert "staff" not in [option.value for option in shown.boards]
    assert (shown.sort, shown.since, shown.total, shown.exact_total) == ("newest", "year", 1, True)
    assert not page(q=["router"], staff=["yes"]).hits
    assert not page(q=["router"], page=["2"]).hits
    assert page(q=["router"], page=["x"], since=["x"], status=["x"]).pager.page == 1
    assert page().hits == ()


def test_a_misspelling_is_looked_for_as_it_was_meant(cast, effects):
    for number in range(3):
        asked(cast, title=f"Glasfaser langsam {number}")
    effects.follow()
    with effects.sessions() as session:
        shown = search_page(session, GUEST, effects.engine, {"q": ["glasfsaer"]})
        exact = search_page(session, GUEST, effects.engine, {"q": ["glasfsaer"], "exact": ["1"]})
    assert (shown.query, shown.shown_query, shown.total) == ("glasfsaer", "glasfaser", 3)
    assert (exact.shown_query, exact.total) == ("glasfsaer", 0)


def test_what_each_control_would_leave_is_counted_among_what_may_be_seen(cast, effects):
    solved = asked(cast, title="Router blinkt orange")
    cast.do(accept_solution, cast.mara, replied(cast, solved))
    answered(cast, asked(cast, title="Router blinkt rot", who=cast.rolf))
    asked(cast, board="members", title="Router blinkt grün")
    hidden = asked(cast, title="Router blinkt gelb")
    effects.follow()
    cast.do(hide_post, cast.moritz, cast.question(hidden).id, "spam")

    def counted(actor=GUEST, **fields):
        with effects.sessions() as session:
            page = search_page(session, actor, effects.engine, {"q": ["router blinkt"], **fields})
        states = {one.value: one.count for one in page.states}
        return page.total, states, page.staff.count, {one.value: one.count for one in page.boards}

    assert counted() == (2, {"solved": 1, "open": 1, "unanswered": 0}, 1, {"internet": 2})
    assert counted(cast.holger)[3] == {"internet": 2, "members": 1}
    # The box that is ticked tells what the others of its group would leave.
    assert counted(status=["solved"]) == (
        1, {"solved": 1, "open": 1, "unanswered": 0}, 0, {"internet": 1}
    )  # fmt: skip
    assert counted(staff=["yes"], board=["internet"])[0] == 1


def test_results_in_the_order_of_votes(cast, effects):
    first = asked(cast, title="Router blinkt orange")
    second = asked(cast, title="Router blinkt orange und rot")
    cast.do(find_helpful, cast.rolf, replied(cast, second, source="Der Router blinkt, weil er sucht."))
    effects.follow()
    with effects.sessions() as session:
        page = search_page(session, GUEST, effects.engine, {"q": ["router blinkt orange"], "sort": ["votes"]})
    assert [hit.thread_id for hit in page.hits] == [second, first]


def test_only_the_misspelt_word_is_corrected_and_filters_stay(cast, effects):
    for number in range(3):
        cast.do(
            accept_solution, cast.mara, replied(cast, asked(cast, title=f"Router blinkt orange {number}"))
        )
    asked(cast, title="Lampe orange")
    effects.follow()
    with effects.sessions() as session:
        page = search_page(session, GUEST, effects.engine, {"q": ["ruoter orange status:solved"]})
        rare = search_page(session, GUEST, effects.engine, {"q": ["orange"]})
    assert page.shown_query == "router orange status:solved"
    assert page.total == 3
    assert rare.shown_query == "orange"


def test_suggestions_while_a_search_is_typed(cast, effects):
    solved = asked(cast, title="Glasfaseranschluss blinkt orange")
    cast.do(accept_solution, cast.mara, replied(cast, solved))
    asked(cast, board="members", title="Anschluss intern")
    hidden = asked(cast, title="Anschluss verborgen")
    effects.follow()
    cast.do(hide_post, cast.moritz, cast.question(hidden).id, "spam")

    def suggested(typed, actor=GUEST):
        with effects.sessions() as session:
            return [one.title for one in suggestions(session, actor, effects.engine, typed).items]

    for typed in ("gla", "Glasf", "glasfaseranschl", "ansch", "blinkt or", "ANSCHLUSS B"):
        assert suggested(typed) == ["Glasfaseranschluss blinkt orange"], typed
    assert suggested("gl") == suggested("  g  ") == suggested("???") == []
    assert set(suggested("ansch", cast.holger)) == {"Glasfaseranschluss blinkt orange", "Anschluss intern"}
    lose(effects.engine)
    assert suggested("glasf") == ["Glasfaseranschluss blinkt orange"]


def test_what_askers_chose_narrows_and_is_counted(cast, effects):
    for label, options in (("Router", ["F-1", "F-2"]), ("Plan", ["Netz 100", "Netz 250"])):
        cast.do(add_field, cast.ada, "internet", label=label, kind=FieldKind.choice, options=options)
    first = asked(cast, title="Router blinkt orange", fields={"router": "F-1", "plan": "Netz 100"})
    asked(cast, title="Router blinkt rot", fields={"router": "F-2"})
    asked(cast, title="Router blinkt gelb")
    effects.follow()

    def page(*products):
        with effects.sessions() as session:
            return search_page(session, GUEST, effects.engine, {"q": ["router blinkt"], "product": products})

    shown = page()
    assert {one.value: (one.label, one.count) for one in shown.products} == {
        "router:F-1": ("F-1", 1), "router:F-2": ("F-2", 1), "plan:Netz 100": ("Netz 100", 1),
    }  # fmt: skip
    assert page("router:F-1", "router:F-2").total == 2
    assert [hit.thread_id for hit in page("router:F-1", "router:F-2", "plan:Netz 100").hits] == [first]
    assert page("router:F-9", "nonsense").total == 0
