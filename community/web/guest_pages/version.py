"""Reads the version of the pages, past ORM and pool: the one statement of a page that is kept."""

import time
from threading import Lock
from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

STATEMENT: Final = "SELECT token FROM page_versions WHERE id = 1"
REST: Final = 1.0
"""Seconds without another try after one failed: whoever makes the page waits for the database anyway."""


class VersionReader:
    """A connection that is kept for this, used by one thread after the other."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._errors = (engine.dialect.loaded_dbapi.Error, SQLAlchemyError)
        self._lock = Lock()
        self._kept: Any = None
        self._resting_until = 0.0

    def __call__(self) -> str | None:
        """Return the version that holds now; None where there is none or it can't be found out."""
        with self._lock:
            if time.monotonic() < self._resting_until:
                return None
            # One that was kept may have been ended by the other side meanwhile.
            for again in (self._kept is not None, False):
                try:
                    return self._read()
                except self._errors:
                    self._drop()
                    if not again:
                        break
            self._resting_until = time.monotonic() + REST
            return None

    def _read(self) -> str | None:
        if self._kept is None:
            self._kept = self._opened()
        cursor = self._kept.cursor()
        try:
            cursor.execute(STATEMENT)
            # All of them, or SQLite would hold on to the moment of the first.
            rows = cursor.fetchall()
        finally:
            cursor.close()
        return str(rows[0][0]) if rows else None

    def _opened(self) -> Any:
        fairy = self.engine.raw_connection()
        fairy.detach()
        connection: Any = fairy.dbapi_connection
        if self.engine.dialect.name == "sqlite":
            # Where it is locked the page waits, once is enough.
            connection.execute("PRAGMA busy_timeout=50")
        else:
            connection.autocommit = True
        return connection

    def _drop(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            try:
                kept.close()
            except self._errors:
                return
