"""A clock that is turned by hand."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from community import clock


class Dial:
    """Tells the time it was last turned to."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def turn(self, at: dt.datetime) -> None:
        """Let it be `at`."""
        self.at = at


@contextmanager
def by_hand(at: dt.datetime) -> Iterator[Dial]:
    """Let a Dial tell everybody the time, from `at` on; the real time is back afterwards."""
    dial = Dial(at)
    clock.set_source(lambda: dial.at)
    try:
        yield dial
    finally:
        clock.set_source(None)
