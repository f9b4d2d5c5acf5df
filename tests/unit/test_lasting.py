"""What lasts some minutes is worked out once in them, for each key."""

import datetime as dt
from itertools import count

import pytest
import time_machine

from community.lasting import Lasting

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def numbers():
    """A function that gives another number each time."""
    return count().__next__


def test_an_answer_lasts_for_its_minutes(numbers):
    lasting = Lasting(5, 10)
    with time_machine.travel(NOON, tick=False) as clock:
        assert [lasting.get("a", numbers), lasting.get("a", numbers), lasting.get("b", numbers)] == [0, 0, 1]
        clock.shift(5 * 60 - 1)
        assert lasting.get("a", numbers) == 0
        clock.shift(1)
        assert lasting.get("a", numbers) == 2


def test_a_clock_that_was_put_back_makes_nothing_last_for_ever(numbers):
    lasting = Lasting(5, 10)
    with time_machine.travel(NOON, tick=False):
        assert lasting.get("a", numbers) == 0
    with time_machine.travel(NOON - dt.timedelta(days=1), tick=False):
        assert lasting.get("a", numbers) == 1


def test_what_fails_is_not_kept(numbers):
    lasting = Lasting(5, 10)

    def fail():
        raise LookupError

    with pytest.raises(LookupError):
        lasting.get("a", fail)
    assert lasting.get("a", numbers) == 0


def test_the_oldest_goes_where_there_is_no_room(numbers):
    lasting = Lasting(5, 2)
    for key in "abc":
        lasting.get(key, numbers)
    assert [lasting.get(key, numbers) for key in "cba"] == [2, 1, 3]
