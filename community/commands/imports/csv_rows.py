"""Reads the rows of a CSV file, plain or gzipped, and says which can't be read."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from community.commands.imports.mapping import BadMapping, Format

#: Characters of one value; longer than any text somebody wrote, short enough to hold in memory.
LONGEST: Final = 4 * 1024 * 1024


class Reader(Protocol):
    """What csv.reader returns, for which the module has no name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """Return itself."""

    def __next__(self) -> list[str]:
        """Return the values of the next row. Raises csv.Error."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The values of a row by column, and the line it ends in."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A line that is no row, and why."""

    line: int
    reason: str
    content: list[str]


def find(folder: Path, name: str) -> Path | None:
    """Return the file `name` of `folder`, or its gzipped form; None where there is neither."""
    paths = [folder / name, folder / f"{name}.gz"]
    return next((path for path in paths if path.is_file()), None)


def read_csv(path: Path, form: Format, needed: tuple[str, ...]) -> Iterator[CsvRow | BrokenRow]:
    """Yield every row of `path` in order, or what is broken in its place; nothing is kept in memory.

    Raises BadMapping where a `needed` column is missing or the file can't be read to its end.
    """
    csv.field_size_limit(LONGEST)
    encoding = "utf-8-sig" if form.encoding.lower().replace("_", "-") == "utf-8" else form.encoding
    try:
        opening = gzip.open if path.suffix == ".gz" else open
        with opening(path, "rt", encoding=encoding, errors="replace", newline="") as file:
            yield from _rows(csv.reader(file, delimiter=form.delimiter), path.name, needed)
    except LookupError as error:
        raise BadMapping(f"format.encoding: {form.encoding} is not known") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadMapping(f"{path.name} is damaged: {error}") from error


def _rows(reader: Reader, name: str, needed: tuple[str, ...]) -> Iterator[CsvRow | BrokenRow]:
    header = next(reader, [])
    missing = [column for column in needed if column not in header]
    if missing:
        raise BadMapping(f"{name} has no column {missing[0]}")
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield BrokenRow(reader.line_num, f"the row is broken: {error}", [])
            continue
        if cells is None:
            return
        if len(cells) == len(header):
            yield CsvRow(reader.line_num, dict(zip(header, cells, strict=True)))
        elif cells:
            reason = f"the row has {len(cells)} values, not {len(header)}"
            yield BrokenRow(reader.line_num, reason, [cell[:1000] for cell in cells[:50]])
