"""A web process that takes a connection only while one of its threads is free to serve it."""

import time
from collections import deque
from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class WebProcess(ThreadWorker):  # type: ignore[misc]
    """Leaves to the processes beside it what it could not serve yet.

    Whoever wakes first would take all connections that come at once, and keep them while browsers keep them open: one
    process then computes alone, at twice the cost for each page, as its threads only wait for each other.
    """

    PAUSE = 0.002
    """Seconds for which it leaves the rest of a burst to others, having as many connections as it has threads: enough
    for another process to wake. Pages out of memory would free its threads before that."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.busy = 0
        self.taken: deque[float] = deque(maxlen=self.cfg.threads)
        self.resting = False

    def accept(self, listener: Any) -> None:
        """Take a connection; the last of a burst ends the taking for a moment."""
        before = self.nr_conns
        super().accept(listener)
        # Another process may have been faster.
        if self.nr_conns > before:
            self.taken.append(time.monotonic())
            self.set_accept_enabled(self._accepting)

    def enqueue_req(self, conn: Any) -> None:
        """Hand a request to a thread; the last free one ends the taking of connections."""
        self.busy += 1
        if self.busy >= self.cfg.threads:
            self.set_accept_enabled(False)
        super().enqueue_req(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Note that a thread is free again; the loop goes on taking connections by itself."""
        self.busy -= 1
        super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Take connections from now on or not, and never while no thread is free or in the pause after a burst."""
        free = enabled and self.busy < self.cfg.threads
        self.resting = free and self._rest() > 0
        super().set_accept_enabled(free and not self.resting)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait for what happens next, and no longer than a pause goes on."""
        # Whether it rests was decided when taking ended; the pause may be over by now, and nothing else would wake it.
        if self.resting:
            self.resting, timeout = False, min(timeout, max(self._rest(), 0))
        super().wait_for_and_dispatch_events(timeout)

    def _rest(self) -> float:
        """Return for how many seconds it takes no connection, having taken and kept many; 0 or less where it does."""
        many = len(self.taken) == self.taken.maxlen and self.nr_conns >= self.cfg.threads
        alone = self.cfg.workers == 1
        return self.taken[0] + self.PAUSE - time.monotonic() if many and not alone else 0.0
