"""Clocks: how much of a deadline is left, computed when the page is made."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline in business hours; late is overdue, soon is 15 minutes or less, paused waits for details."""

    level: Literal["calm", "soon", "late", "paused"]
    due_at: dt.datetime
    left: dt.timedelta
    """Until the deadline; how long overdue when the level is late (never negative)."""
    burnt: int
    """Percent of the time that is used up, 0 to 100."""


ANSWER_TARGET = dt.timedelta(hours=4)
"""Until somebody who waits is overdue, by the wall clock."""
READING_TARGET = dt.timedelta(minutes=30)
"""Until a draft that waits for a reader is overdue."""
SOON = dt.timedelta(minutes=15)


def clock_of(since: dt.datetime, target: dt.timedelta, now: dt.datetime, *, paused: bool = False) -> Clock:
    """Return the clock of somebody who waits since `since`; a paused one waits for details."""
    due_at = since + target
    left = due_at - now
    burnt = round(100 * (now - since) / target)
    level: Literal["calm", "soon", "late", "paused"] = "calm"
    if paused:
        level = "paused"
    elif left < dt.timedelta(0):
        level = "late"
    elif left <= SOON:
        level = "soon"
    return Clock(level=level, due_at=due_at, left=abs(left), burnt=min(100, max(0, burnt)))
