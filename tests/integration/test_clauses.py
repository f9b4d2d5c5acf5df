"""What appears without a reader is a clause of the list: free words of staff or moderators never do."""

import pytest
from sqlalchemy import select

from community.commands.clauses import set_clauses
from community.commands.closures import close_thread
from community.commands.hidings import hide_post
from community.commands.holding import reject_held, return_held
from community.commands.obligations import waive_answer
from community.commands.site import change_setting
from community.commands.solution_locks import lock_solution
from community.commands.solutions import accept_solution
from community.commands.threads import ask
from community.model.posts import Hiding
from community.model.records import AuditEntry
from community.model.threads import Closure
from community.policy.clauses import DEFAULTS, LONGEST, MOST, USES, clauses_for
from community.queries.clauses import clauses
from tests.stories import answered, asked, newest, refused

FREE = "As I personally think"


def act_of(cast, use, words):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    if use == "close":
        cast.do(close_thread, cast.moritz, thread_id, words)
    elif use == "hide":
        cast.do(hide_post, cast.moritz, post_id, words)
    elif use == "lock":
        cast.do(lock_solution, cast.moritz, thread_id, words)
    elif use == "review":
        for decide in (return_held, reject_held):
            held = cast.do(ask, cast.mara, "held", title="Held for a reason", source="Here.").draft_id
            cast.do(decide, cast.moritz, held, newest(cast, held), words)
    else:
        other = asked(cast, title="Another question here")
        cast.do(waive_answer, cast.svea, cast.owed(other)[0].id, words)


@pytest.mark.parametrize("use", USES)
def test_free_words_are_refused_and_a_clause_is_taken(cast, use):
    cast.do(set_clauses, cast.ada, use, ["As the list says"])
    for code, words in (("clause_unknown", FREE), ("clause_unknown", "As the list"), ("reason_missing", " ")):
        with refused(code):
            act_of(cast, use, words)
    act_of(cast, use, " As the list  says ")


def test_a_closure_may_point_to_a_thread_everybody_sees(cast):
    first, second = asked(cast), asked(cast, title="The same again")
    hidden = asked(cast, board="members")
    for see in (hidden, 0, 999):
        with refused("see_unknown"):
            cast.do(close_thread, cast.moritz, second, "Answered elsewhere", see=see)
    cast.do(close_thread, cast.moritz, second, "Answered elsewhere", see=first)
    cast.session.rollback()
    assert cast.session.scalars(select(Closure.reason)).one() == f"Answered elsewhere (/threads/{first})"


def test_who_words_the_clauses_and_that_it_is_logged(cast):
    for stranger in (cast.jana, cast.moritz):
        with refused("not_allowed"):
            cast.do(set_clauses, stranger, "hide", [FREE])
    for lines in ([f"Reason {number}" for number in range(MOST + 1)], ["x" * (LONGEST + 1)]):
        with refused("bad_value"):
            cast.do(set_clauses, cast.ada, "hide", lines)
    with refused("bad_value"):
        cast.do(change_setting, cast.ada, "clauses", {"ban": ["x"]})
    cast.do(set_clauses, cast.ada, "hide", [" Not  kind ", "", "Not kind", "Spam"])
    assert clauses(cast.session)["hide"] == ("Not kind", "Spam")
    cast.session.rollback()
    entry = cast.session.scalars(select(AuditEntry).where(AuditEntry.act == "clauses.changed")).one()
    assert (entry.actor_id, entry.details) == (
        cast.ids["Ada"],
        {"use": "hide", "clauses": ["Not kind", "Spam"]},
    )


def test_a_clause_said_stays_said_when_the_list_changes(cast):
    act_of(cast, "hide", "rude")
    cast.do(set_clauses, cast.ada, "hide", ["Impolite"])
    cast.session.rollback()
    assert cast.session.scalars(select(Hiding.reason)).one() == "rude"


def test_an_empty_list_brings_back_those_of_the_language(cast):
    cast.do(set_clauses, cast.ada, "hide", [])
    assert clauses(cast.session)["hide"] == DEFAULTS["en"]["hide"]
    cast.session.rollback()
    cast.do(change_setting, cast.ada, "language", "de")
    assert clauses(cast.session)["hide"] == DEFAULTS["de"]["hide"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("use", USES)
def test_the_place_comes_with_clauses(language, use):
    given = clauses_for({}, language, use)
    assert given
    assert all(0 < len(clause) <= LONGEST and clause == " ".join(clause.split()) for clause in given)
