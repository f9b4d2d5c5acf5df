"""The figures of the last 30 days: counted from what one sees, and shown for some minutes."""

import datetime as dt

import pytest

from community.commands.hidings import hide_post
from community.commands.solutions import accept_solution
from community.policy.actors import GUEST
from community.queries.figures import MINUTES, KeptFigures
from tests.stories import answered, asked, replied


@pytest.fixture
def figures(cast):
    """A function (actor=GUEST) that returns the figures one process shows."""
    kept = KeptFigures()

    def seen(actor=GUEST):
        cast.session.rollback()
        return kept.seen_by(cast.session, actor)

    return seen


def test_figures_count_what_was_asked_answered_and_solved(cast, figures, turning_clock):
    threads = [asked(cast) for _ in range(6)]
    turning_clock.pass_by(hours=1)
    by_staff = answered(cast, threads[0])
    turning_clock.pass_by(hours=2)
    by_customer = replied(cast, threads[1])
    replied(cast, threads[2])
    for solution in (by_staff, by_customer):
        cast.do(accept_solution, cast.mara, solution)
    found = figures()
    assert (found.answered_percent, round(found.solved_percent), found.community_percent) == (50, 67, 50)
    assert dt.timedelta(hours=3) <= found.first_answer < dt.timedelta(hours=3, minutes=2)


def test_few_questions_make_no_figures(cast, figures):
    for _ in range(4):
        replied(cast, asked(cast))
    assert figures() is None


def test_figures_are_counted_anew_after_some_minutes(cast, figures, turning_clock):
    threads = [asked(cast) for _ in range(5)]
    replied(cast, threads[0])
    assert figures().answered_percent == 20
    replied(cast, threads[1])
    assert figures().answered_percent == 20
    turning_clock.pass_by(minutes=MINUTES)
    assert figures().answered_percent == 40


def test_who_sees_more_counts_more(cast, figures):
    for _ in range(5):
        replied(cast, asked(cast))
    asked(cast, board="members")
    assert figures().answered_percent == 100
    assert round(figures(cast.mara).answered_percent) == 83


def test_what_is_hidden_does_not_count_for_anybody(cast, figures):
    threads = [asked(cast) for _ in range(5)]
    replied(cast, threads[0])
    cast.do(hide_post, cast.moritz, cast.question(threads[4]).id, "spam")
    assert figures() is figures(cast.ada) is None
