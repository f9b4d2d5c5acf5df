"""A scratch file that sorts a dump by thread, so that an import of any size needs little memory."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from community.policy.verdicts import Refused

_TABLES = """
DROP TABLE IF EXISTS questions; DROP TABLE IF EXISTS answers; DROP TABLE IF EXISTS comments;
DROP TABLE IF EXISTS facts;
CREATE TABLE questions (id PRIMARY KEY, line INTEGER, row TEXT);
CREATE TABLE answers (id PRIMARY KEY, parent, at TEXT, line INTEGER, row TEXT);
CREATE TABLE comments (id PRIMARY KEY, parent, at TEXT, line INTEGER, row TEXT);
CREATE TABLE facts (kind TEXT, parent, value TEXT, PRIMARY KEY (kind, parent));
"""
_INDEXES = """
CREATE INDEX answers_parent ON answers (parent, at, id);
CREATE INDEX comments_parent ON comments (parent, at, id);
"""
_ADD = {
    "answers": "INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?, ?)",
    "comments": "INSERT OR IGNORE INTO comments VALUES (?, ?, ?, ?, ?)",
}
_REPLIES = {
    "answers": "SELECT row FROM answers WHERE parent = ? ORDER BY at, id",
    "comments": "SELECT row FROM comments WHERE parent = ? ORDER BY at, id",
}
_COUNT = (
    "SELECT count(*) FROM"
    " (SELECT id FROM questions UNION ALL SELECT id FROM answers UNION ALL SELECT id FROM comments)"
)
_ORPHANS = {
    "answers": "SELECT line, row FROM answers WHERE parent NOT IN (SELECT id FROM questions)",
    "comments": "SELECT line, row FROM comments WHERE parent NOT IN (SELECT id FROM questions)"
    " AND parent NOT IN (SELECT id FROM answers WHERE parent IN (SELECT id FROM questions))",
}

Staged = dict[str, str]
Number = int | str
"""An id there: a number, or a word; numbers come first."""


class Staging:
    """The scratch file; nobody else can open it meanwhile, so one import of a source runs at a time."""

    def __init__(self, path: Path) -> None:
        """Begin with empty tables. Raises Refused: import_running, or OSError where it can't be written."""
        self._path = path
        try:
            self._base = sqlite3.connect(path, timeout=0)
            # Kept by this process until it ends, in whatever way it ends. What is lost is read again.
            self._base.executescript("PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF;" + _TABLES)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise OSError(f"{path}: {error}") from error
            self._base.close()
            raise Refused("import_running") from error

    def add_question(self, number: Number, line: int, row: Staged) -> bool:
        """Keep a question; return False where its id was there before."""
        return self._add("INSERT OR IGNORE INTO questions VALUES (?, ?, ?)", (number, line, json.dumps(row)))

    def add_reply(self, table: str, number: Number, parent: Number, at: str, line: int, row: Staged) -> bool:
        """Keep a row of `answers` or `comments`; return False where its id was there before."""
        return self._add(_ADD[table], (number, parent, at, line, json.dumps(row)))

    def add_fact(self, kind: str, parent: Number, value: str) -> None:
        """Keep one thing about a post; a later one takes its place."""
        self._add("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", (kind, parent, value))

    def _add(self, statement: str, values: tuple[object, ...]) -> bool:
        return self._base.execute(statement, values).rowcount == 1

    def finish(self) -> None:
        """Say that all rows are here."""
        self._base.commit()
        self._base.executescript(_INDEXES)

    def orphans(self, table: str) -> Iterator[tuple[int, Staged]]:
        """Yield line and row of what belongs to no question that was read."""
        for line, row in self._base.execute(_ORPHANS[table]):
            yield line, json.loads(row)

    def count(self) -> int:
        """Return how many posts there are."""
        return int(self._base.execute(_COUNT).fetchone()[0])

    def questions(self) -> Iterator[Staged]:
        """Yield the questions by id."""
        for (row,) in self._base.execute("SELECT row FROM questions ORDER BY id"):
            yield json.loads(row)

    def replies(self, table: str, parent: Number) -> list[Staged]:
        """Return the answers to, or the comments on, a post by date."""
        rows = self._base.execute(_REPLIES[table], (parent,))
        return [json.loads(row) for (row,) in rows]

    def facts(self, parent: Number, kinds: Iterable[str]) -> list[str | None]:
        """Return what is known about a post, one value a kind."""
        found = dict(
            self._base.execute("SELECT kind, value FROM facts WHERE parent = ?", (parent,)).fetchall()
        )
        return [found.get(kind) for kind in kinds]

    def close(self) -> None:
        """Throw the file away."""
        self._base.close()
        self._path.unlink(missing_ok=True)
