"""Writes an archive: beside its place first, on the disk for good, and only then under its name."""

import contextlib
import gzip
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Table

from community.archive.framing import ending, header, padding
from community.archive.manifest import FileEntry, Manifest, TableEntry
from community.archive.naming import KEY_FILE, MANIFEST, part_name, upload_name
from community.archive.rows import Sum

PART: Final = 4 * 1024 * 1024
"""Bytes of lines in one part, as much as is held in memory."""


class Writer:
    """An archive that is being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._written = 0
        self._digest = hashlib.sha256()

    def add_table(self, table: Table, lines: Iterable[bytes], step: Callable[[int], object]) -> TableEntry:
        """Write a table in parts; `step` is told how many rows were added."""
        whole, part, size, parts, told = Sum(), [], 0, 0, 0
        for line in lines:
            whole.add(line)
            part.append(line)
            size += len(line)
            if size >= PART:
                self._add_part(table, parts, part)
                step(whole.rows - told)
                part, size, parts, told = [], 0, parts + 1, whole.rows
        if part:
            self._add_part(table, parts, part)
            parts += 1
        step(whole.rows - told)
        return TableEntry(tuple(table.columns.keys()), whole.rows, parts, whole.sha256)

    def add_upload(self, name: str, content: bytes) -> FileEntry:
        """Write the content of an upload."""
        return self._add(upload_name(name), content)

    def add_secret(self, secret: str) -> FileEntry:
        """Write the key that signs cookies."""
        return self._add(KEY_FILE, secret.encode())

    def finish(self, manifest: Manifest) -> str:
        """Write the manifest and the end; return the fingerprint of the archive, the SHA-256 of all but its end."""
        self._add(MANIFEST, manifest.to_json())
        fingerprint = self._digest.hexdigest()
        self._file.write(ending(self._written, fingerprint))
        return fingerprint

    def _add_part(self, table: Table, number: int, lines: list[bytes]) -> None:
        # Without a time in it, so that the same rows give the same bytes.
        self._add(part_name(table.name, number), gzip.compress(b"".join(lines), 6, mtime=0))

    def _add(self, name: str, content: bytes) -> FileEntry:
        for piece in (header(name, len(content)), content, padding(len(content))):
            self._file.write(piece)
            self._written += len(piece)
            self._digest.update(piece)
        return FileEntry(len(content), hashlib.sha256(content).hexdigest())


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """Give a Writer of a file that is at `path`, whole and for its owner alone, when all went well.

    Raises FileExistsError where there is something already, OSError where there is no room.
    """
    if path.exists():
        raise FileExistsError(17, "there is a file already", str(path))
    # mkstemp makes it readable by its owner alone.
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield Writer(file)
            file.flush()
            os.fsync(file.fileno())
        os.rename(unfinished, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
