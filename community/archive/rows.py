"""Rows as lines of JSON that are the same on both databases, so that equal rows have equal digests."""

import base64
import binascii
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import JSON, Column, Date, LargeBinary, Table, null

from community.model.base import UtcDateTime


class BadRow(ValueError):
    """A line that is no row of its table."""


class Sum:
    """How many lines there were, and the SHA-256 of all of them in their order."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    def add(self, line: bytes) -> None:
        """Take one more line into account."""
        self.rows += 1
        self._digest.update(line)

    @property
    def sha256(self) -> str:
        """The digest so far."""
        return self._digest.hexdigest()


def to_line(row: Mapping[str, Any]) -> bytes:
    """Return a row as the database gave it, as one line: names sorted, no blanks, UTF-8."""
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.encode() + b"\n"


def from_line(table: Table, line: bytes) -> dict[str, Any]:
    """Return what is to be inserted into `table`. Raises BadRow."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRow("no JSON") from error
    if not isinstance(row, dict) or set(row) != set(table.columns.keys()):
        raise BadRow("other columns")
    try:
        return {name: _cell(table.columns[name], value) for name, value in row.items()}
    except (TypeError, ValueError, binascii.Error) as error:
        raise BadRow("a value of another type") from error


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no form in an archive")


_BACK: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (UtcDateTime, dt.datetime.fromisoformat),
    (Date, dt.date.fromisoformat),
    (LargeBinary, lambda value: base64.b64decode(value, validate=True)),
)
_PLAIN: Final = (str, int, float)


def _cell(column: "Column[Any]", value: Any) -> Any:
    if isinstance(column.type, JSON):
        # In a JSON column None would be written as the JSON value null, which is something else.
        return null() if value is None and column.nullable else value
    if value is None:
        return None
    if not isinstance(value, _PLAIN):
        raise TypeError
    for kind, back in _BACK:
        if isinstance(column.type, kind):
            return back(value)
    return value
