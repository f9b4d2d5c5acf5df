"""The only place that asks the time."""

import datetime as dt
import time
from collections.abc import Callable


def _system() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


_source: Callable[[], dt.datetime] = _system


def now() -> dt.datetime:
    """Return the current time as an aware datetime in UTC."""
    return _source()


def seconds_until(moment: float) -> float:
    """Return how long it is until `moment`, seconds since 1970 by the machine's clock, as libraries give it."""
    return moment - time.time()


def set_source(source: Callable[[], dt.datetime] | None) -> None:
    """Let `source` tell the time (the demo and the tests do); None goes back to the system's clock."""
    global _source
    _source = source or _system
