"""The queue of the worker: a file in the data folder, or Redis."""

import datetime as dt
import os
import time
from functools import lru_cache
from typing import Any, Final

import structlog
from huey import Huey, SqliteHuey, crontab

from community import clock
from community.effects.crew import Crew
from community.effects.lock import FILE
from community.effects.redis_queue import open_redis
from community.settings import Settings

BEAT: Final = "worker-beat"
PATIENCE: Final = 1
"""Seconds a request may wait for the queue; a wake is only a hint, the worker looks each minute anyway."""
BUSY: Final = 100
"""Tasks that wait; with more of them, searches that found nothing are not counted."""
REST: Final = 5.0
"""Seconds for which a queue that failed is left alone; the worker looks as often by itself."""

log = structlog.get_logger(__name__)


class Jobs:
    """The queue of one community with the tasks it carries."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.queue = _open(settings)
        self._crew: Crew | None = None
        self._rests_until = 0.0
        self.follow: Any = self.queue.task(name="follow")(lambda: self.crew.follow())
        self.miss: Any = self.queue.task(name="miss")(lambda words: self.crew.note_missed_search(words))
        self.mend: Any = self.queue.task(name="mend")(self._mend)
        self.minute: Any = self.queue.periodic_task(crontab(), name="minute")(self._minute)
        # Looks at every file that is kept, which is too much for each minute.
        self.hour: Any = self.queue.periodic_task(crontab(minute="17"), name="hour")(
            lambda: self.crew.tidy_content()
        )

    @property
    def crew(self) -> Crew:
        """The crew that does the tasks, made when the first is done: only the worker needs one."""
        if self._crew is None:
            self._crew = Crew(self.settings)
        return self._crew

    def wake(self) -> None:
        """Have the worker look at everything; one task that waits is as good as many."""
        if not self.queue.pending_count():
            self.follow()

    def look_after_index(self) -> None:
        """Have the worker look at the index, unless it has more than enough to do."""
        if self.queue.pending_count() < BUSY:
            self.mend()

    def note_missed_search(self, words: str) -> None:
        """Have the worker count a search that found nothing, unless it has more than enough to do."""
        if self.queue.pending_count() < BUSY:
            self.miss(words)

    def resting(self) -> bool:
        """Say whether the queue failed a moment ago; asked again now, it would keep the next request as long."""
        return time.monotonic() < self._rests_until

    def rest(self) -> None:
        """Leave the queue alone for a while."""
        self._rests_until = time.monotonic() + REST

    def beat(self) -> None:
        """Leave a sign of life: in the data folder, and where workers on other machines leave theirs."""
        now = clock.now().timestamp()
        if (file := self.settings.data / FILE).exists():
            os.utime(file, (now, now))
        self.queue.put(BEAT, now)

    def last_beat(self) -> dt.datetime | None:
        """Return when a worker last left a sign of life; None where it can't be found out."""
        try:
            found = None if self.resting() else self.queue.get(BEAT, peek=True)
        except Exception as error:
            self.rest()
            log.warning("beat_unknown", error=type(error).__name__)
            found = None
        file = self.settings.data / FILE
        if found is None and file.exists():
            found = file.stat().st_mtime
        return None if found is None else dt.datetime.fromtimestamp(found, dt.UTC)

    def _mend(self) -> None:
        self.crew.index.report()
        self.crew.follow()

    def _minute(self) -> None:
        self.crew.tidy()
        self.crew.follow()


@lru_cache(maxsize=8)
def jobs_of(settings: Settings) -> Jobs:
    """Return the queue of this community, one for each process."""
    return Jobs(settings)


def _open(settings: Settings) -> Huey:
    if settings.redis_url:
        return open_redis(settings.redis_url)
    # Nothing is lost with it, the outbox has it all: so it need not wait for the disk.
    path = str(settings.data / "jobs.db")
    return SqliteHuey("zuruf", filename=path, timeout=PATIENCE, fsync=False, results=False)
