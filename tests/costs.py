"""What a call costs, in a way that neither a busy machine nor the tests before it can change much."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from tests.cast import Cast


def cpu_seconds(call: Callable[[], object], *, enough: float = 0.0, tries: int = 3) -> float:
    """Return the least CPU seconds that this thread spent in up to `tries` calls.

    One try is the last as soon as it took less than `enough`. The collector rests meanwhile: what it costs depends on
    all that earlier tests have left in memory. Other threads of the process do not count.
    """
    least = float("inf")
    for _ in range(tries):
        gc.disable()
        try:
            started = time.thread_time()
            call()
            least = min(least, time.thread_time() - started)
        finally:
            gc.enable()
        if least < enough:
            break
    return least


@contextmanager
def statements(cast: Cast) -> Iterator[list[tuple[str, object]]]:
    """Give the statements that are sent meanwhile, with what is filled into them."""
    sent: list[tuple[str, object]] = []

    def note(_1: Any, _2: Any, statement: str, parameters: object, *_: object) -> None:
        if statement != "BEGIN":
            sent.append((statement, parameters))

    cast.session.rollback()
    event.listen(cast.database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(cast.database.engine, "before_cursor_execute", note)
        cast.session.rollback()
        cast.session.expunge_all()
