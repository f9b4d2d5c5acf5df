"""What a call costs, in a way that neither a busy machine nor the tests before it can change much."""

import gc
import time
from collections.abc import Callable


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
