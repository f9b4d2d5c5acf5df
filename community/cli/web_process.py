"""A web process that takes a connection only while one of its threads is free to serve it."""

from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class WebProcess(ThreadWorker):  # type: ignore[misc]
    """Leaves to the processes beside it what it could not serve yet.

    Whoever wakes first would take all connections that come at once, and keep them while browsers keep them open: one
    process then computes alone, at twice the cost for each page, as its threads only wait for each other.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.busy = 0

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
        """Take connections from now on or not, and never while no thread is free."""
        super().set_accept_enabled(enabled and self.busy < self.cfg.threads)
