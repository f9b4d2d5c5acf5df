"""Waiting for another process: asking until a deadline, the only place in the tests that lets time pass."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def until(ask: Callable[[], Found], what: str, seconds: float = 30, every: float = 0.03) -> Found:
    """Return the first true answer of `ask`, asked `every` so often; fail with `what` when there is none in time."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for {what}"
        time.sleep(every)
    return answer
