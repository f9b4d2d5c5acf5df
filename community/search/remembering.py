"""What stands beside a thread, remembered for some minutes: a page that is read often asks the same each time."""

from typing import Final

from community.lasting import Lasting
from community.search.engine import Hit, SearchEngine

MINUTES: Final = 5
"""After which a thread like it may be missing beside another one; the page of each is right at once."""
MOST: Final = 2000
"""Threads that are remembered: a few hits each, less than a megabyte together."""

Boards = frozenset[int] | None


class Remembering:
    """Asks an engine for threads like a thread, at most once in some minutes for each."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._kept: Lasting[list[Hit]] = Lasting(MINUTES, MOST)

    def beside(self, title: str, thread_id: int, *, limit: int, boards: Boards) -> list[Hit]:
        """Return threads in `boards` with a title like this one of thread `thread_id`. Raises SearchUnavailable."""
        return self._kept.get(
            (title, thread_id, limit, boards),
            lambda: self._engine.similar(title, limit=limit, boards=boards, besides=thread_id),
        )
