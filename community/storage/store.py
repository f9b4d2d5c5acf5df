"""What every place that keeps content offers."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

NAME: Final = re.compile(r"[A-Za-z0-9_-]{22}")
"""What content may be called: names of our own making, which lead into no other folder."""


class Missing(Exception):
    """There is no content of this name."""


class StorageUnavailable(Exception):
    """The place can't be reached or refuses; it may be there again in a moment. The message names nobody."""


class Store(Protocol):
    """Keeps content under names that are given once and never again, so nothing is ever replaced.

    Every method may raise StorageUnavailable, and OSError where it is a disk that fails.
    """

    def put(self, name: str, content: bytes) -> None:
        """Keep `content` for good, whole or not at all."""
        ...

    def open(self, name: str) -> BinaryIO:
        """Return the content, to be read and closed. Raises Missing."""
        ...

    def delete(self, name: str) -> None:
        """Take the content away; nothing happens where there is none."""
        ...

    def exists(self, name: str) -> bool:
        """Say whether there is content of this name."""
        ...

    def names(self) -> Iterator[tuple[str, dt.datetime]]:
        """Yield everything that is kept, half-written content too, with when it was written."""
        ...
