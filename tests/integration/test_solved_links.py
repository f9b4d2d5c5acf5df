"""Links to solved threads: the latest on the first page, the most helpful beside a board, each thread once."""

import pytest

from community.commands.helpful_votes import find_helpful
from community.commands.solutions import accept_solution, remove_solution
from community.model.boards import Board
from community.policy.actors import GUEST
from community.queries.landing_links import landing_links
from community.queries.solved import best_solved
from tests.stories import asked, replied


def solved(cast, turning_clock, solutions):
    """Return a thread of a board that allows several, and its solutions: the later, the less helpful."""
    thread = asked(cast, board="several")
    posts = [replied(cast, thread) for _ in range(solutions)]
    for post in posts:
        turning_clock.pass_by(minutes=1)
        cast.do(accept_solution, cast.mara, post)
    for who in (cast.rolf, cast.nils)[:solutions]:
        cast.do(find_helpful, who, posts[0])
    return thread, posts


@pytest.fixture
def links(cast):
    """A function that returns the threads that a guest is led to: from the first page, and from the board."""

    def look():
        cast.session.rollback()
        board = cast.session.query(Board.id).filter_by(slug="several").scalar()
        fresh = landing_links(cast.session, GUEST).fresh
        return [link.id for link in fresh], [link.id for link in best_solved(cast.session, GUEST, board)]

    return look


def test_a_thread_with_several_solutions_stands_once(cast, turning_clock, links):
    often, _ = solved(cast, turning_clock, 3)
    once, _ = solved(cast, turning_clock, 1)
    assert links() == ([once, often], [often, once])


def test_a_thread_stays_for_the_solution_that_is_left(cast, turning_clock, links):
    older, (first, last) = solved(cast, turning_clock, 2)
    newer, _ = solved(cast, turning_clock, 1)
    turning_clock.pass_by(minutes=1)
    third = replied(cast, older)
    cast.do(accept_solution, cast.mara, third)
    assert links() == ([older, newer], [older, newer])
    cast.do(remove_solution, cast.mara, third)
    cast.do(remove_solution, cast.mara, first)
    assert links() == ([newer, older], [newer, older])
    cast.do(remove_solution, cast.mara, last)
    assert links() == ([newer], [newer])
