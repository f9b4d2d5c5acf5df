"""The shelf that all web processes share, in Redis: what one of them made none of the others makes again."""

import hashlib
import time
from typing import Final

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from community.web.guest_pages.pages import Page, loaded
from community.web.guest_pages.questions import Question
from community.web.guest_pages.shelf import Stamp

PATIENCE: Final = 0.1
"""Seconds to wait for Redis; making a page takes less than many of these."""
REST: Final = 5.0
"""Seconds without another try after one failed."""
KEPT: Final = 90
"""Seconds; a page holds for a minute."""
LARGEST: Final = 256 * 1024
"""Bytes, compressed."""

log = structlog.get_logger(__name__)


class RedisShelf:
    """Pages under a prefix that names the place and the program; every thread may use it."""

    def __init__(self, url: str, prefix: str) -> None:
        self.prefix = prefix
        self._redis = Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        )
        self._resting_until = 0.0

    def get(self, stamp: Stamp, question: Question) -> Page | None:
        """Return the page that answers `question` at `stamp`, None where it is not kept or Redis is away."""
        if self._resting():
            return None
        try:
            found = self._redis.get(self._key(stamp, question))
        except (RedisError, OSError) as error:
            self._rest(error)
            return None
        return loaded(found) if isinstance(found, bytes) else None

    def put(self, stamp: Stamp, question: Question, page: Page) -> None:
        """Keep a page, where Redis is there to do it."""
        if self._resting() or len(page.packed) > LARGEST:
            return
        try:
            self._redis.set(self._key(stamp, question), page.dumped(), ex=KEPT)
        except (RedisError, OSError) as error:
            self._rest(error)

    def _key(self, stamp: Stamp, question: Question) -> str:
        # Each part with its length, or two questions could read the same.
        parts = "".join(f"{len(part)}:{part}" for part in (self.prefix, *map(str, stamp), *question))
        return f"zuruf:page:{hashlib.sha256(parts.encode('utf-8', 'surrogateescape')).hexdigest()}"

    def _resting(self) -> bool:
        return time.monotonic() < self._resting_until

    def _rest(self, error: Exception) -> None:
        self._resting_until = time.monotonic() + REST
        log.warning("page_shelf_away", error=type(error).__name__)
