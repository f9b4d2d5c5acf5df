"""The solution: who marks which post, who takes the mark away, and how many stand."""

import pytest
from sqlalchemy import func, select

from community.commands.closures import close_thread
from community.commands.hidings import hide_post, show_post
from community.commands.solution_locks import lock_solution
from community.commands.solutions import accept_solution, remove_solution
from community.model.posts import Solution
from community.model.sign_ins import Scope
from community.model.threads import ThreadKind
from community.policy.actors import GUEST
from tests.stories import answered, asked, refused, replied


def standing(cast):
    cast.session.rollback()
    return cast.session.scalars(select(Solution).where(Solution.removed_at.is_(None))).all()


def test_the_asker_decides_and_others_propose(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    proposed = cast.do(accept_solution, cast.svea, post_id)
    assert (proposed.confirmed_at, proposed.exclusive) == (None, True)
    assert cast.do(accept_solution, cast.rolf, post_id).id == proposed.id
    confirmed = cast.do(accept_solution, cast.mara, post_id)
    assert confirmed.id == proposed.id
    assert confirmed.confirmed_at
    assert cast.do(accept_solution, cast.mara, post_id).confirmed_at == confirmed.confirmed_at


def test_who_may_not_accept_what(cast):
    thread_id = asked(cast)
    mine, staff_post = replied(cast, thread_id, cast.rolf), answered(cast, thread_id)
    with refused("sign_in"):
        cast.do(accept_solution, GUEST, mine)
    with refused("not_allowed"):
        cast.do(accept_solution, cast.holger, mine)
    with refused("own_answer"):
        cast.do(accept_solution, cast.rolf, mine)
    with refused("own_answer"):
        cast.do(accept_solution, cast.svea, staff_post)
    with refused("not_a_reply"):
        cast.do(accept_solution, cast.mara, cast.question(thread_id).id)
    with refused("token_scope"):
        cast.do(accept_solution, cast.actor("Jana", Scope.write), mine)
    talk = asked(cast, kind=ThreadKind.discussion)
    with refused("not_a_reply"):
        cast.do(accept_solution, cast.mara, replied(cast, talk))
    cast.do(hide_post, cast.moritz, mine, "spam")
    with refused("hidden"):
        cast.do(accept_solution, cast.jana, mine)
    cast.do(accept_solution, cast.jana, staff_post)
    cast.do(lock_solution, cast.ada, thread_id, "settled")
    with refused("solution_locked"):
        cast.do(accept_solution, cast.mara, staff_post)


def test_the_asker_may_accept_an_own_answer(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id, cast.mara)
    assert cast.do(accept_solution, cast.mara, post_id).confirmed_at


def test_in_a_closed_thread_only_others_accept(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(close_thread, cast.moritz, thread_id, "Enough")
    with refused("thread_closed"):
        cast.do(accept_solution, cast.mara, post_id)
    assert cast.do(accept_solution, cast.svea, post_id)


def test_one_stands_unless_the_board_allows_several(cast):
    thread_id = asked(cast)
    first, second = replied(cast, thread_id), replied(cast, thread_id, cast.nils)
    cast.do(accept_solution, cast.mara, first)
    for who in (cast.mara, cast.svea):
        with refused("already_solved"):
            cast.do(accept_solution, who, second)
    thread_id = asked(cast, board="several")
    for who in (cast.holger, cast.nils):
        assert not cast.do(accept_solution, cast.mara, replied(cast, thread_id, who)).exclusive
    assert len(standing(cast)) == 3


def test_the_askers_word_outranks_a_proposal(cast):
    thread_id = asked(cast)
    first, second = replied(cast, thread_id), replied(cast, thread_id, cast.nils)
    cast.do(accept_solution, cast.svea, first)
    cast.do(accept_solution, cast.mara, second)
    assert [mark.post_id for mark in standing(cast)] == [second]


def test_who_takes_a_mark_away(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    with refused("not_marked"):
        cast.do(remove_solution, cast.mara, post_id)
    cast.do(accept_solution, cast.svea, post_id)
    with refused("not_yours"):
        cast.do(remove_solution, cast.jana, post_id)
    with refused("not_yours"):
        cast.do(remove_solution, cast.svea, post_id, did_not_help=True)
    with refused("sign_in"):
        cast.do(remove_solution, GUEST, post_id)
    cast.do(remove_solution, cast.svea, post_id)
    cast.do(accept_solution, cast.svea, post_id)
    cast.do(accept_solution, cast.mara, post_id)
    with refused("not_yours"):
        cast.do(remove_solution, cast.svea, post_id)
    cast.do(lock_solution, cast.ada, thread_id, "settled")
    with refused("solution_locked"):
        cast.do(remove_solution, cast.mara, post_id)


@pytest.mark.parametrize("cause", ["removed", "did_not_help"])
def test_the_row_says_why_a_mark_went(cast, cause):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    mark = cast.do(remove_solution, cast.mara, post_id, did_not_help=cause == "did_not_help")
    assert (mark.removal, mark.removed_by_id) == (cause, cast.mara.id)


def test_a_hidden_solution_is_none_and_does_not_come_back_by_itself(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    cast.do(hide_post, cast.moritz, post_id, "wrong")
    assert standing(cast) == []
    cast.do(show_post, cast.moritz, post_id)
    assert standing(cast) == []
    assert cast.session.scalar(select(func.count()).select_from(Solution)) == 1


def test_in_a_thread_out_of_sight_no_mark_is_taken_away(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.svea, post_id)
    cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "spam")
    with refused("thread_hidden"):
        cast.do(remove_solution, cast.svea, post_id)
    with refused("hidden"):
        cast.do(accept_solution, cast.jana, post_id)


def test_accepting_closes_what_the_asker_is_owed_and_nobody_elses(cast):
    thread_id = asked(cast)
    replied(cast, thread_id, cast.rolf, affects_me_too=True)
    cast.do(accept_solution, cast.mara, replied(cast, thread_id))
    assert [row.owed_to_id for row in cast.owed(thread_id)] == [cast.rolf.id]


def test_a_mark_on_behalf_closes_nothing(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    for who in (cast.svea, cast.rolf):
        cast.do(accept_solution, who, post_id)
        assert [row.owed_to_id for row in cast.owed(thread_id)] == [cast.mara.id]


def test_an_asker_hears_when_the_solution_is_gone(cast, effects):
    thread_id = asked(cast)
    reply_id, other_id = replied(cast, thread_id), replied(cast, thread_id, cast.rolf)
    cast.do(accept_solution, cast.svea, reply_id)
    effects.follow()
    before = effects.told("Mara")
    # One that takes its place is told of as such.
    cast.do(accept_solution, cast.mara, other_id)
    effects.follow()
    assert effects.told("Mara") == before
    cast.do(hide_post, cast.moritz, other_id, "rude")
    effects.follow()
    # Of what is hidden nothing is told, not even which post it was.
    assert effects.told("Mara") == [*before, ("solution_gone", None)]
    assert ("hidden", other_id) in effects.told("Rolf")
