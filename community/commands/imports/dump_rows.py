"""Reads the rows of a StackExchange dump, one line at a time, and says which lines can't be read."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

MOST: Final = 1_000_000_000
"""No score is further from nothing: what counts votes has room for it, and for those to come."""
#: Longer than any row of a real dump (a body has at most 30,000 characters), short enough to hold in memory.
MAX_LINE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """The attributes of one row and the line it stands in."""

    line: int
    attributes: dict[str, str]

    def number(self, name: str) -> int:
        """Return an attribute as a whole number. Raises BadRow."""
        text = self.text(name)
        try:
            return int(text)
        except ValueError as error:
            raise BadRow(f"{name} is no number") from error

    def text(self, name: str) -> str:
        """Return an attribute that must be there. Raises BadRow."""
        if name not in self.attributes:
            raise BadRow(f"{name} is missing")
        return self.attributes[name]

    def time(self, name: str) -> dt.datetime:
        """Return an attribute as a UTC datetime; dumps write no zone. Raises BadRow."""
        text = self.text(name)
        try:
            return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
        except ValueError as error:
            raise BadRow(f"{name} is no date") from error


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no row, and why."""

    line: int
    reason: str
    content: str


class BadRow(ValueError):
    """A row without what the import needs; the message says what is wrong."""


def score_of(text: str) -> int:
    """Return a score as a number, 0 for none. Raises BadRow."""
    try:
        score = int(text or 0)
    except ValueError as error:
        raise BadRow("the score is no number") from error
    if abs(score) > MOST:
        raise BadRow("the score is beyond all bounds")
    return score


def read_rows(path: Path) -> Iterator[Row | Broken]:
    """Yield every row of `path` in order, or the broken line in its place; nothing of it is kept in memory.

    Dumps write one row a line, so each line is parsed by itself: it can't hold a document type, hence no
    entity of its own, and a broken one spoils no other.
    """
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(MAX_LINE):
            number += 1
            if not raw.endswith(b"\n") and len(raw) == MAX_LINE:
                while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield Broken(number, "the line is too long", raw[:1000].decode("utf-8", "replace"))
                continue
            found = _read(number, raw.strip())
            if found is not None:
                yield found


def _read(number: int, raw: bytes) -> Row | Broken | None:
    if not raw or _frame(raw):
        return None
    if not raw.startswith(b"<row "):
        return Broken(number, "the line is no row", raw.decode("utf-8", "replace"))
    try:
        return Row(number, dict(ElementTree.fromstring(raw).attrib))  # noqa: S314 - one element, see read_rows
    except ElementTree.ParseError as error:
        return Broken(number, f"the row is broken: {error}", raw.decode("utf-8", "replace"))


def _frame(raw: bytes) -> bool:
    """Say whether a line opens or closes the document: `<?xml ...?>`, `<posts>`, `</posts>`."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    return raw.startswith(b"<?xml ") or (raw[:1] == b"<" and raw.strip(b"</>").isalpha())
