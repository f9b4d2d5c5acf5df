"""The locked choice: who locks it, whom it is told to, and that nothing moves while it stands."""

import pytest
from sqlalchemy import select

from community.commands.boards import allow_several_solutions
from community.commands.hidings import hide_post, withdraw_post
from community.commands.solution_locks import lock_solution, unlock_solution
from community.commands.solutions import accept_solution, remove_solution
from community.model.boards import Board
from community.model.posts import Solution, SolutionLock
from community.model.records import AuditEntry
from community.policy.actors import GUEST
from tests.stories import answered, asked, refused, replied


def locks(cast):
    cast.session.rollback()
    return cast.session.scalars(select(SolutionLock.thread_id)).all()


def acts(cast, *names):
    cast.session.rollback()
    return cast.session.scalars(
        select(AuditEntry.act).where(AuditEntry.act.in_(names)).order_by(AuditEntry.id)
    ).all()


@pytest.fixture
def solved(cast):
    """A thread of Mara's that Holger solved."""
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    return thread_id, post_id


def test_a_moderator_locks_and_unlocks(cast, solved):
    thread_id, post_id = solved
    other = replied(cast, thread_id, cast.nils)
    cast.do(lock_solution, cast.moritz, thread_id, " Settled by the manufacturer. ")
    for who in (cast.mara, cast.svea, cast.rolf):
        with refused("solution_locked"):
            cast.do(accept_solution, who, other)
    for how in (False, True):
        with refused("solution_locked"):
            cast.do(remove_solution, cast.mara, post_id, did_not_help=how)
    cast.do(unlock_solution, cast.ada, thread_id)
    cast.do(remove_solution, cast.mara, post_id)
    assert acts(cast, "solution.locked", "solution.unlocked") == ["solution.locked", "solution.unlocked"]


def test_who_may_not_lock_what(cast, solved):
    thread_id, _ = solved
    for who, code in ((GUEST, "sign_in"), (cast.mara, "not_allowed"), (cast.svea, "not_allowed")):
        with refused(code):
            cast.do(lock_solution, who, thread_id, "mine")
        with refused(code):
            cast.do(unlock_solution, who, thread_id)
    with refused("reason_missing"):
        cast.do(lock_solution, cast.moritz, thread_id, " ")
    with refused("not_marked"):
        cast.do(lock_solution, cast.moritz, asked(cast), "settled")
    with refused("not_locked"):
        cast.do(unlock_solution, cast.moritz, thread_id)
    cast.do(lock_solution, cast.moritz, thread_id, "settled")
    with refused("solution_locked"):
        cast.do(lock_solution, cast.ada, thread_id, "settled again")


def test_nobody_locks_their_own_answer_in(cast):
    thread_id = asked(cast)
    cast.do(accept_solution, cast.mara, replied(cast, thread_id, cast.moritz))
    with refused("own_post"):
        cast.do(lock_solution, cast.moritz, thread_id, "mine is best")
    cast.do(lock_solution, cast.ada, thread_id, "settled")
    with refused("own_post"):
        cast.do(unlock_solution, cast.moritz, thread_id)


@pytest.mark.parametrize("how", ["hidden", "withdrawn"])
def test_a_lock_goes_with_the_post_it_was_about(cast, solved, how):
    thread_id, post_id = solved
    cast.do(lock_solution, cast.moritz, thread_id, "settled")
    if how == "hidden":
        cast.do(hide_post, cast.ada, post_id, "wrong")
    else:
        cast.do(withdraw_post, cast.holger, post_id)
    assert locks(cast) == []
    other = replied(cast, thread_id, cast.nils)
    cast.do(accept_solution, cast.mara, other)


def test_another_answer_out_of_sight_leaves_the_lock(cast, solved):
    thread_id, _ = solved
    other = replied(cast, thread_id, cast.nils)
    cast.do(lock_solution, cast.moritz, thread_id, "settled")
    cast.do(hide_post, cast.moritz, other, "rude")
    assert locks(cast) == [thread_id]


def test_in_a_thread_out_of_sight_nothing_is_locked(cast, solved):
    thread_id, _ = solved
    cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "spam")
    with refused("thread_hidden"):
        cast.do(lock_solution, cast.ada, thread_id, "settled")


def test_both_sides_are_told_and_by_mail_with_the_reason(cast, solved, effects):
    thread_id, post_id = solved
    effects.follow()
    effects.letterbox.messages.clear()
    cast.do(lock_solution, cast.moritz, thread_id, "The manufacturer says so.")
    effects.follow()
    for name in ("Mara", "Holger"):
        assert effects.told(name)[-1] == ("locked", post_id)
    assert effects.told("Moritz") == []
    told = {
        message["To"]: message.get_body(("plain",)).get_content() for message in effects.letterbox.messages
    }
    assert set(told) == {"mara@example.org", "holger@example.org"}
    assert all("The manufacturer says so." in text for text in told.values())


def test_a_staff_answer_that_is_locked_is_told_to_its_author(cast, effects):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id)
    cast.do(accept_solution, cast.mara, post_id)
    cast.do(lock_solution, cast.moritz, thread_id, "settled")
    effects.follow()
    assert effects.told("Svea")[-1] == ("locked", post_id)


def test_the_board_says_whether_several_may_stand(cast, solved):
    thread_id, _ = solved
    other = replied(cast, thread_id, cast.nils)
    with refused("not_allowed"):
        cast.do(allow_several_solutions, cast.svea, "internet", True)
    cast.do(allow_several_solutions, cast.ada, "internet", True)
    cast.do(allow_several_solutions, cast.ada, "internet", True)
    cast.do(accept_solution, cast.mara, other)
    with refused("several_stand"):
        cast.do(allow_several_solutions, cast.ada, "internet", False)
    cast.do(remove_solution, cast.mara, other)
    cast.do(allow_several_solutions, cast.ada, "internet", False)
    with refused("already_solved"):
        cast.do(accept_solution, cast.mara, other)
    cast.session.rollback()
    assert not cast.session.scalar(select(Board.several_solutions).where(Board.slug == "internet"))
    assert acts(cast, "board.changed") == ["board.changed"] * 2
    standing = select(Solution.exclusive).where(Solution.removed_at.is_(None))
    assert cast.session.scalars(standing).all() == [True]
