"""The queue in Redis: short of patience, and as good as empty while Redis is away."""

from typing import Any, Final

from huey import RedisHuey
from huey.storage import RedisStorage

TIMES: Final = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
"""Seconds; Redis answers in a thousandth or is away. Everything it is asked for here can be done without."""


class _Storage(RedisStorage):  # type: ignore[misc]
    """What the threads of a worker ask again five times a second fails quietly; the beat says that it does."""

    def __init__(self, name: str, url: str, **options: Any) -> None:
        super().__init__(name, url=url, blocking=False, **options)
        self.pool.connection_kwargs.update(TIMES)

    def dequeue(self) -> bytes | None:
        """Return the next task, None also where Redis does not answer."""
        try:
            found: bytes | None = super().dequeue()
        except Exception:
            return None
        return found

    def read_schedule(self, ts: Any) -> list[bytes]:
        """Return what is due of what was put off, which is nothing: no task of ours ever is."""
        return []


class _Queue(RedisHuey):  # type: ignore[misc]
    storage_class = _Storage


def open_redis(url: str) -> RedisHuey:
    """Return the queue of a place in Redis; no connection is made before it is used."""
    return _Queue("zuruf", url=url, results=False)
