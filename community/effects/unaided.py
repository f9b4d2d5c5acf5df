"""Goes on with the work while the queue is away: the same tasks, by a clock of its own."""

import threading
import time
from typing import Final

from community.effects.crew import Crew

MINUTE: Final = 60.0
HOUR: Final = 3600.0


class Unaided:
    """One thread beside those of the queue; the lanes of the crew keep them from each other's way."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._tidied = self._tidied_content = time.monotonic()

    def work(self, crew: Crew) -> None:
        """Begin what the queue would have asked for by now, unless that is under way."""
        if self._thread is None or not self._thread.is_alive():
            # Not waited for at the end for ever, as a mail server that hangs would have it.
            self._thread = threading.Thread(target=self._go_on, args=(crew,), daemon=True)
            self._thread.start()

    def finish(self, seconds: float) -> None:
        """Wait that long for what is being done."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _go_on(self, crew: Crew) -> None:
        now = time.monotonic()
        if now - self._tidied >= MINUTE:
            self._tidied = now
            crew.tidy()
        crew.follow()
        if now - self._tidied_content >= HOUR:
            self._tidied_content = now
            crew.tidy_content()
