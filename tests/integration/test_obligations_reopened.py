"""Nobody left waiting: what hiding, taking marks away and coming back do to what is owed."""

import pytest

from community import access
from community.access import Absent
from community.commands.hidings import hide_post, show_post, withdraw_post
from community.commands.obligations import close, reopen
from community.commands.solutions import accept_solution, remove_solution
from community.model.obligations import ClosedBy, OpenedBy
from community.policy.actors import GUEST
from tests.integration.owing import history, the_one
from tests.stories import answered, asked, post_of, replied


def test_hiding_the_answer_reopens_and_showing_it_does_not_close(cast):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id)
    for delete in (False, True):
        cast.do(hide_post, cast.moritz, post_id, "wrong", delete=delete)
        assert len(cast.owed(thread_id)) == 1
        cast.do(show_post, cast.moritz, post_id)
        assert len(cast.owed(thread_id)) == 1


def test_hiding_the_question_closes_and_showing_it_reopens(cast):
    thread_id = asked(cast)
    replied(cast, thread_id, affects_me_too=True)
    question = cast.question(thread_id)
    cast.do(hide_post, cast.ada, question.id, "spam")
    assert cast.owed(thread_id) == []
    row = the_one(cast, thread_id, cast.holger)
    assert (row.closed_by, row.closed_by_member_id, row.closed_reason) == (
        ClosedBy.hidden,
        cast.ada.id,
        "spam",
    )
    cast.do(show_post, cast.moritz, question.id)
    assert len(cast.owed(thread_id)) == 2


@pytest.mark.parametrize("order", [("question", "reply"), ("reply", "question")])
@pytest.mark.parametrize("back", [("question", "reply"), ("reply", "question")])
def test_what_is_owed_for_a_hidden_post_waits_for_that_post(cast, order, back):
    thread_id = asked(cast)
    answered(cast, thread_id)
    posts = {
        "question": cast.question(thread_id).id,
        "reply": replied(cast, thread_id, affects_me_too=True),
    }
    for which in order:
        cast.do(hide_post, cast.ada, posts[which], "spam")
        assert cast.owed(thread_id) == []
    cast.do(show_post, cast.moritz, posts[back[0]])
    assert cast.owed(thread_id) == []
    cast.do(show_post, cast.moritz, posts[back[1]])
    assert [row.owed_to_id for row in cast.owed(thread_id)] == [cast.holger.id]


def test_an_answer_hidden_while_the_question_is_leaves_nobody_waiting_in_the_end(cast):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id)
    question = cast.question(thread_id)
    cast.do(hide_post, cast.ada, question.id, "spam")
    cast.do(hide_post, cast.ada, post_id, "wrong")
    assert cast.owed(thread_id) == []
    cast.do(show_post, cast.ada, question.id)
    assert len(cast.owed(thread_id)) == 1


def test_withdrawing_closes_what_one_was_owed(cast):
    thread_id = asked(cast)
    cast.do(withdraw_post, cast.mara, cast.question(thread_id).id)
    row = the_one(cast, thread_id)
    assert (row.closed_by, row.closed_by_member_id) == (ClosedBy.withdrawn, cast.mara.id)


def test_withdrawing_a_follow_up_leaves_the_question_open(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id, cast.mara)
    cast.do(withdraw_post, cast.mara, post_id)
    assert [row.opened_by for row in cast.owed(thread_id)] == [OpenedBy.question]


def test_acceptance_by_the_owner_closes_and_on_behalf_closes_nothing(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.rolf, post_id)
    assert len(cast.owed(thread_id)) == 1
    cast.do(accept_solution, cast.mara, post_id)
    row = the_one(cast, thread_id)
    assert (row.closed_by, row.closed_post_id) == (ClosedBy.accepted, post_id)


def test_taking_the_mark_away_reopens(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    cast.do(remove_solution, cast.mara, post_id)
    assert history(cast, the_one(cast, thread_id))[-1] == ("reopened", "removed")


def test_did_not_help_reopens_or_opens(cast):
    thread_id = asked(cast)
    staff_post = answered(cast, thread_id)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    cast.do(remove_solution, cast.mara, post_id, did_not_help=True)
    assert [row.opened_by for row in cast.owed(thread_id)] == [OpenedBy.did_not_help]
    answered(cast, thread_id)
    cast.do(accept_solution, cast.mara, staff_post)
    cast.do(remove_solution, cast.mara, staff_post, did_not_help=True)
    assert [row.opened_by for row in cast.owed(thread_id)] == [OpenedBy.question]


def test_did_not_help_opens_nothing_twice(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    replied(cast, thread_id, cast.mara)
    cast.do(remove_solution, cast.mara, post_id, did_not_help=True)
    assert len(cast.owed(thread_id)) == 2
    assert OpenedBy.did_not_help not in {row.opened_by for row in cast.owed(thread_id)}


def test_a_held_follow_up_does_not_stand_for_the_answer_that_did_not_help(cast):
    thread_id = asked(cast)
    answered(cast, thread_id)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.rolf, post_id)

    def hold_all(work, _):
        access.board(work.session, cast_ada, "internet").holding = "all"

    cast_ada = cast.ada
    cast.do(hold_all, None)
    replied(cast, thread_id, cast.mara)
    cast.do(remove_solution, cast.mara, post_id, did_not_help=True)
    assert OpenedBy.did_not_help in {row.opened_by for row in cast.owed(thread_id)}


def test_hiding_an_accepted_post_unaccepts_and_reopens(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    cast.do(withdraw_post, cast.holger, post_id)
    assert len(cast.owed(thread_id)) == 1
    assert post_of(cast, post_id).place is None


def test_reopening_what_is_open_changes_nothing(cast):
    thread_id = asked(cast)
    assert cast.do(lambda work, _: reopen(work, [the_one(cast, thread_id)], "again"), None) == 0


def test_staff_reach_every_obligation_and_others_only_their_own(cast):
    row = the_one(cast, asked(cast, board="members"))
    assert access.obligation(cast.session, cast.svea, row.id).id == row.id
    for stranger in (GUEST, cast.holger):
        with pytest.raises(Absent):
            access.obligation(cast.session, stranger, row.id)


def test_what_is_closed_keeps_its_cause(cast):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id)
    cast.do(lambda work, _: close(work, [the_one(cast, thread_id)], ClosedBy.erased), None)
    row = the_one(cast, thread_id)
    assert (row.closed_by, row.closed_post_id) == (ClosedBy.answered, post_id)
