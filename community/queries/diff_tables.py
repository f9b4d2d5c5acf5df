"""Difference tables: two texts beside each other, paragraph by paragraph, word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest
from typing import Literal

from community.text.diff import DiffRow as Aligned
from community.text.diff import paragraphs, word_diff


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """A run of words: in both texts, only in the newer, or only in the older."""

    text: str
    mark: Literal["same", "ins", "del"]


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A pair of paragraphs; a side is empty where the paragraph exists only on the other."""

    kind: Literal["same", "changed", "removed", "added", "replaced"]
    """replaced: both sides stand whole against each other, no words in common."""
    left: tuple[DiffPiece, ...]
    right: tuple[DiffPiece, ...]
    left_number: int = 0
    """Of the paragraph, counted from 0 on its side."""
    right_number: int = 0


@dataclass(frozen=True, slots=True)
class DiffTable:
    """All paragraphs in order, and how many of them differ."""

    rows: tuple[DiffRow, ...]
    changes: int


def table_of(old: str, new: str) -> DiffTable:
    """Return the table of what changed from one text to the other."""
    diff = word_diff(old, new)
    rows = tuple(_numbered(_beside([_row(row) for row in diff.rows])))
    # A paragraph that came in the place of another is one change.
    return DiffTable(rows, diff.changes - (len(diff.rows) - len(rows)))


def table_of_one(text: str) -> DiffTable:
    """Return the table of a text that is compared with nothing."""
    rows = (DiffRow("same", (), (DiffPiece(paragraph, "same"),)) for paragraph in paragraphs(text))
    return DiffTable(tuple(_numbered(rows)), 0)


def _numbered(rows: Iterable[DiffRow]) -> Iterator[DiffRow]:
    left = right = 0
    for row in rows:
        yield replace(row, left_number=left, right_number=right)
        left, right = left + bool(row.left), right + bool(row.right)


def _row(row: Aligned) -> DiffRow:
    left = tuple(DiffPiece(piece.text, piece.kind) for piece in row.old)
    right = tuple(DiffPiece(piece.text, piece.kind) for piece in row.new)
    common = any(piece.mark == "same" and piece.text.strip() for piece in left)
    return DiffRow("replaced" if row.kind == "changed" and not common else row.kind, left, right)


def _beside(rows: list[DiffRow]) -> Iterator[DiffRow]:
    """Set what was taken out beside what came in its place, pair by pair; readers compare across, not down."""
    position = 0
    while position < len(rows):
        gone = _run(rows, position, "removed")
        came = _run(rows, position + len(gone), "added")
        for old, new in zip_longest(gone, came):
            if old and new:
                yield DiffRow("replaced", old.left, new.right)
            else:
                yield old or new
        position += len(gone) + len(came)
        if not gone and not came:
            yield rows[position]
            position += 1


def _run(rows: list[DiffRow], start: int, kind: str) -> list[DiffRow]:
    return list(takewhile(lambda row: row.kind == kind, rows[start:]))
