"""Knows whether the index is whole, and makes it anew from the database when it is not."""

import datetime as dt
from pathlib import Path

import structlog

from community import clock
from community.search.engine import DocumentSource, SearchEngine, SearchUnavailable

LEAST_BETWEEN = dt.timedelta(minutes=10)
"""Between two rebuilds of an index that looks well from here; a broken reader may ask for ever."""
AFTER_FAILURE = dt.timedelta(minutes=1)
"""Before the next try; a full disk does not get emptier by being written to."""
_NONE = dt.timedelta(0)

log = structlog.get_logger(__name__)


class IndexHealth:
    """What one worker knows of its index."""

    def __init__(self, engine: SearchEngine, source: DocumentSource, data: Path) -> None:
        self.engine, self.source = engine, source
        self.begun = data / "index.rebuilding"
        """Stands while a rebuild is unfinished: an index that answers may still lack much."""
        self.rebuilding = False
        self.lost = self.begun.exists()
        self.rebuilt_at: dt.datetime | None = None
        self.not_before = dt.datetime.min.replace(tzinfo=dt.UTC)

    def writable(self) -> bool:
        """Say whether facts may be written now: into a whole index, or beside a rebuild, which notes them."""
        if self.rebuilding:
            return True
        self.look()
        return not self.lost

    def look(self) -> None:
        """Find out whether the index answers; a database that is away for a while has lost nothing."""
        if not (self.lost or self.rebuilding) and self._is_damaged():
            self.lost = True

    def report(self) -> None:
        """Take note that somebody found the index damaged, be it that it looks well from here."""
        # A clock that was put back must not make a rebuild recent for ever.
        recently = self.rebuilt_at is not None and _NONE <= clock.now() - self.rebuilt_at < LEAST_BETWEEN
        if not recently or self._is_damaged():
            self.lost = True

    def mend(self) -> bool:
        """Make a lost index anew, going on where a killed rebuild stopped; return whether it did."""
        if not self.lost or _NONE < self.not_before - clock.now() <= AFTER_FAILURE:
            return False
        log.warning("index_rebuild_begins")
        self.begun.touch(mode=0o600)
        self.rebuilding = True
        try:
            count = self.engine.rebuild(self.source)
        except SearchUnavailable:
            self.not_before = clock.now() + AFTER_FAILURE
            raise
        finally:
            self.rebuilding = False
        self.lost, self.rebuilt_at = False, clock.now()
        self.begun.unlink(missing_ok=True)
        log.info("index_rebuild_done", documents=count)
        return True

    def _is_damaged(self) -> bool:
        try:
            self.engine.probe()
        except SearchUnavailable as error:
            return error.damaged
        return False
