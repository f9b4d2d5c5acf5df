"""Runs the worker: takes what was left behind, then follows what happens until it is told to stop."""

import os
import signal
import time

import structlog
from huey.consumer import Consumer

from community.effects.jobs import Jobs, jobs_of
from community.effects.lock import Presence, at_work
from community.effects.unaided import Unaided
from community.garbage import settle
from community.settings import Settings

THREADS = 5
"""One may be busy in each of the four lanes, and one is left to see that."""
POLL = 0.2
"""Seconds between two looks of a thread; a new post is to be found within two."""
BEAT_EVERY = 5.0
"""Seconds between two signs of life, and between two looks at what nobody woke us for, like a retry."""
GRACE = 8
"""Seconds to finish what is being done; a rebuild is cut off and goes on where it stopped."""

log = structlog.get_logger(__name__)


class Worker(Consumer):  # type: ignore[misc]
    """The consumer of the queue, with a sign of life and without the restart on a hang-up."""

    def __init__(self, jobs: Jobs, presence: Presence) -> None:
        super().__init__(
            jobs.queue,
            workers=THREADS,
            initial_delay=POLL,
            max_delay=POLL,
            backoff=1.0,
            shutdown_timeout=GRACE,
            graceful_signal="TERM",
        )
        self.jobs, self.presence, self.unaided = jobs, presence, Unaided()
        self.next_beat = 0.0

    def start(self) -> None:
        """Start the threads; a closed terminal ends the worker in order instead of starting it anew."""
        super().start()
        signal.signal(signal.SIGHUP, lambda number, frame: os.kill(os.getpid(), signal.SIGTERM))
        log.info("worker_started")

    def loop(self, health_check_ts: float | None = None) -> float | None:
        """Take part in the consumer's loop, which comes by ten times a second."""
        if time.monotonic() >= self.next_beat:
            self.next_beat = time.monotonic() + BEAT_EVERY
            self._beat()
        found: float | None = super().loop(health_check_ts)
        return found

    def _beat(self) -> None:
        try:
            self.presence.renew()
        except Exception as error:
            log.warning("presence_lost", error=type(error).__name__)
        try:
            self.jobs.beat()
            self.jobs.wake()
        except Exception as error:
            log.warning("beat_failed", error=type(error).__name__)
            self.unaided.work(self.jobs.crew)


def run_worker(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT. Raises lock.AlreadyRunning."""
    with at_work(settings) as presence:
        jobs = jobs_of(settings)
        jobs.crew.begin()
        worker = Worker(jobs, presence)
        settle()
        worker.run()
        worker.unaided.finish(GRACE)
    log.info("worker_stopped")
