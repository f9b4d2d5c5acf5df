"""Keeps answers for some minutes: what is asked for again within them is not worked out anew."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from community import clock

Answer = TypeVar("Answer")


class Lasting(Generic[Answer]):
    """Answers of one process, each for `minutes`, and no more than `most` of them."""

    def __init__(self, minutes: int, most: int) -> None:
        self._seconds, self._most = minutes * 60, most
        self._kept: OrderedDict[Hashable, tuple[float, Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """Return what there is for `key`, else what `work_out` gives now; raises what that raises, and keeps nothing.

        Two who ask at once may both work it out: waiting for each other would take as long.
        """
        now = clock.now().timestamp()
        with self._lock:
            kept = self._kept.get(key)
        # A clock that was put back must not make an answer last for ever.
        if kept is not None and 0 <= now - kept[0] < self._seconds:
            return kept[1]
        answer = work_out()
        with self._lock:
            self._kept[key] = now, answer
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return answer
