"""Two at once around a solution: no lock without its mark, no second reminder, no rival where one is allowed."""

import pytest
from sqlalchemy import select

from community.commands.boards import allow_several_solutions
from community.commands.solution_locks import lock_solution
from community.commands.solution_proposals import confirm_proposals
from community.commands.solution_reminders import remind_askers
from community.commands.solutions import accept_solution, remove_solution
from community.model.boards import Board
from community.model.posts import Solution, SolutionLock, SolutionReminder
from community.model.records import AuditEntry, Notification
from community.queries.invariants.solving import threads_with_rival_solutions
from community.work import unit_of_work
from tests.integration.test_races import count, race, won
from tests.stories import asked, replied


def standing(cast, thread_id):
    cast.session.rollback()
    statement = select(Solution.post_id).where(Solution.thread_id == thread_id, Solution.removed_at.is_(None))
    return cast.session.scalars(statement).all()


def test_a_lock_against_a_removal_never_stands_without_its_mark(cast, rounds):
    for _ in range(rounds):
        thread_id = asked(cast)
        post_id = replied(cast, thread_id)
        cast.do(accept_solution, cast.mara, post_id)
        outcomes = race(
            cast,
            (lock_solution, cast.moritz, thread_id, "settled"),
            (remove_solution, cast.mara, post_id),
        )
        assert len(won(outcomes)) == 1
        assert count(cast, SolutionLock, thread_id=thread_id) == len(standing(cast, thread_id))


def test_two_workers_remind_once_and_confirm_once(cast, turning_clock):
    quiet, proposed = asked(cast), asked(cast)
    replied(cast, quiet)
    cast.do(accept_solution, cast.svea, replied(cast, proposed))
    turning_clock.pass_by(days=8)
    for act in (remind_askers, confirm_proposals):
        race(cast, *[(lambda work, _, act=act: act(work), None)] * 3)
        cast.do(lambda work, _, act=act: act(work), None)
    assert count(cast, SolutionReminder, thread_id=quiet) == 1
    assert count(cast, Notification, kind="reminder") == 1
    assert count(cast, AuditEntry, act="solution.confirmed") == 1


@pytest.mark.parametrize("first", ["mark", "switch"])
def test_a_board_turned_to_one_solution_has_no_second(cast, rounds, first):
    for _ in range(rounds):
        thread_id = asked(cast)
        posts = [replied(cast, thread_id), replied(cast, thread_id, cast.nils)]
        with unit_of_work(cast.session) as work:
            work.session.query(Board).filter_by(slug="internet").one().several_solutions = True
        cast.do(accept_solution, cast.mara, posts[0])
        acts = [
            (accept_solution, cast.mara, posts[1]),
            (allow_several_solutions, cast.ada, "internet", False),
        ]
        race(cast, *(acts if first == "mark" else reversed(acts)))
        assert cast.session.scalars(threads_with_rival_solutions()).all() == []
        cast.session.rollback()
        for post_id in standing(cast, thread_id)[1:]:
            cast.do(remove_solution, cast.mara, post_id)
