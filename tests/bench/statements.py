"""Counts statements below everything of ours, where the drivers send them: no road around SQLAlchemy is missed."""

import re
import sqlite3
from typing import Any

import psycopg

COUNTED = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
"""Transactions and settings of a connection are no statements of a page."""


class Counter:
    """Keeps the statements sent since it was last emptied; one for a process, before any connection is made."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self._watch_sqlite()
        self._watch_psycopg()

    def take(self) -> list[str]:
        """Return what was sent, and begin anew."""
        sent, self.sent = self.sent, []
        return sent

    def _note(self, statement: object) -> None:
        text = statement.decode() if isinstance(statement, bytes) else str(statement)
        if COUNTED.match(text):
            self.sent.append(text)

    def _watch_sqlite(self) -> None:
        connect = sqlite3.connect

        def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*arguments, **options)
            # What a trigger does is traced as a remark, which is not counted.
            connection.set_trace_callback(self._note)
            return connection

        sqlite3.connect = sqlite3.dbapi2.connect = watched  # type: ignore[assignment, attr-defined]

    def _watch_psycopg(self) -> None:
        execute, note = psycopg.Cursor.execute, self._note

        def watched(cursor: Any, query: Any, *arguments: Any, **options: Any) -> Any:
            note(query)
            return execute(cursor, query, *arguments, **options)

        psycopg.Cursor.execute = watched  # type: ignore[method-assign, assignment]
