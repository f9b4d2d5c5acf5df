"""Cells of a CSV file that a spreadsheet shows and never runs."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

_RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, at the start of a cell or of a line in it."""


def inert(cell: object) -> str:
    """Return the text of a cell with a mark in front of each line that would be run."""
    lines = str(cell).replace("\r\n", "\n").split("\n")
    return "\n".join(f"'{line}" if line.lstrip(" ").startswith(_RUNS) else line for line in lines)


def table(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV; numbers stay what they are."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([cell if isinstance(cell, int) else inert(cell) for cell in row])
    return out.getvalue()
