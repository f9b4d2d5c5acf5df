"""Lets one kind of work run once at a time, and again when it was asked for meanwhile."""

import threading
from collections.abc import Callable


class Lane:
    """Runs its work in the thread that asks, unless it runs already; then that run is followed by another."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._wanted = threading.Event()
        self._running = threading.Lock()

    def __call__(self) -> None:
        """See to it that the work runs from its start at least once after this call."""
        self._wanted.set()
        # Looked at again after letting go: who asked just before that saw the lock and went away.
        while self._wanted.is_set() and self._running.acquire(blocking=False):
            try:
                self._wanted.clear()
                self._work()
            finally:
                self._running.release()
