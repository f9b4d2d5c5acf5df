"""Reads an archive and trusts nothing in it: no name, type, size, digest or count.

Only plain files under names of our own are accepted, none is ever unpacked to a path of the archive's choosing.
An archive is a plain tar, so a declared size is either there in bytes or the file is refused; what is compressed
in it is taken apart only up to a limit. Its end is compared byte by byte, and all before it with the digest in it.
"""

import hashlib
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from sqlalchemy import Table

from community.archive.framing import BLOCK, ending
from community.archive.manifest import BadArchive, FileEntry, Manifest
from community.archive.naming import DIGEST, KEY_FILE, KNOWN, MANIFEST, part_name, upload_name
from community.archive.rows import BadRow, Sum, from_line
from community.archive.tables import FLEETING, every_table

LARGEST: Final = 128 * 1024 * 1024
"""Bytes of one member, and of one part unpacked: more than the largest upload that settings allow, and than the
4 MB of lines in a part."""
_AT_ONCE: Final = 1024 * 1024
"""Bytes of the file that are held in memory while it is summed up."""


class Archive:
    """An archive that was opened: its manifest is read, its members are known to lie within the file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._members = dict(_members(file))
        self.manifest = Manifest.from_json(self._read(MANIFEST))
        self._insist_on_members()
        self.size = self._members[DIGEST][0] - BLOCK
        """Bytes before the end."""
        self.fingerprint = self._read(DIGEST).decode("ascii", "replace").rstrip("\n")
        self._insist_on_end()

    def insist_whole(self, step: Callable[[int], object]) -> None:
        """Read every byte before the end and compare their digest; `step` is told how many were read.

        Raises BadArchive.
        """
        digest, left = hashlib.sha256(), self.size
        self._file.seek(0)
        while left and (block := self._file.read(min(left, _AT_ONCE))):
            digest.update(block)
            left -= len(block)
            step(len(block))
        if digest.hexdigest() != self.fingerprint:
            raise BadArchive("it is damaged, or was changed since it was written")

    def lines(self, table: Table) -> Iterator[bytes]:
        """Yield the lines of a table. Raises BadArchive."""
        entry = self.manifest.tables.get(table.name)
        for number in range(entry.parts if entry else 0):
            yield from _unpacked(self._read(part_name(table.name, number))).splitlines(keepends=True)

    def upload(self, name: str) -> bytes:
        """Return the content of an upload. Raises BadArchive where it is not what the manifest says."""
        return self._checked(upload_name(name), self.manifest.uploads[name])

    def secret(self) -> str | None:
        """Return the key that signs cookies, or None where the archive was made without it. Raises BadArchive."""
        entry = self.manifest.secret_key
        return None if entry is None else self._checked(KEY_FILE, entry).decode("ascii", "replace")

    def verify(self, revision: str | None, step: Callable[[int], object]) -> None:
        """Read everything and compare it with the manifest; `step` is told how many rows and files were read.

        Raises BadArchive.
        """
        if self.manifest.revision != revision:
            raise BadArchive(
                f"it was made at revision {self.manifest.revision} and this program is at {revision}:"
                " restore it with the version that made it, then `db upgrade`"
            )
        kept = {table.name: table for table in every_table() if table.name not in FLEETING}
        if self.manifest.tables.keys() != kept.keys():
            raise BadArchive("it has other tables than this program")
        for table in kept.values():
            self._verify_table(table, step)
        for name in self.manifest.uploads:
            self.upload(name)
            step(1)
        self.secret()

    def _verify_table(self, table: Table, step: Callable[[int], object]) -> None:
        entry, found = self.manifest.tables[table.name], Sum()
        if set(entry.columns) != set(table.columns.keys()):
            raise BadArchive(f"the table {table.name} has other columns than in this program")
        for line in self.lines(table):
            found.add(line)
            try:
                from_line(table, line)
            except BadRow as error:
                raise BadArchive(
                    f"row {found.rows} of the table {table.name} can't be read: {error}"
                ) from error
        if (found.rows, found.sha256) != (entry.rows, entry.sha256):
            raise BadArchive(f"the table {table.name} is not what the manifest says")
        step(found.rows)

    def _checked(self, name: str, entry: FileEntry) -> bytes:
        content = self._read(name)
        if (len(content), hashlib.sha256(content).hexdigest()) != (entry.bytes, entry.sha256):
            raise BadArchive(f"{name} is not what the manifest says")
        return content

    def _insist_on_end(self) -> None:
        self._file.seek(self.size)
        end = ending(self.size, self.fingerprint)
        if self._file.read(len(end) + 1) != end:
            raise BadArchive("its end is damaged, cut off, or has something behind it")

    def _insist_on_members(self) -> None:
        """Every member is named by the manifest, and the other way round."""
        named = {MANIFEST, DIGEST, *map(upload_name, self.manifest.uploads)}
        if self.manifest.secret_key:
            named.add(KEY_FILE)
        # Counted before they are named: a number in a manifest costs nothing to write.
        if sum(entry.parts for entry in self.manifest.tables.values()) > len(self._members):
            raise BadArchive("parts of tables are missing")
        for table, entry in self.manifest.tables.items():
            named.update(part_name(table, number) for number in range(entry.parts))
        if named != self._members.keys():
            odd = sorted(named ^ self._members.keys())[0]
            raise BadArchive(f"{odd} is missing, or should not be there")

    def _read(self, name: str) -> bytes:
        if name not in self._members:
            raise BadArchive(f"it has no {name}; it may have been cut off")
        start, size = self._members[name]
        self._file.seek(start)
        content = self._file.read(size)
        if len(content) != size:
            raise BadArchive("it was cut off")
        return content


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Give the archive at `path`. Raises BadArchive, OSError."""
    with path.open("rb") as file:
        yield Archive(file)


def _members(file: IO[bytes]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield name, start and size of each member; the headers are read by us, as libraries follow extensions."""
    end, place, seen = file.seek(0, 2), 0, set()
    while place + BLOCK <= end:
        file.seek(place)
        block = file.read(BLOCK)
        if not block.strip(b"\0"):
            return
        try:
            info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.HeaderError, ValueError) as error:
            raise BadArchive("it is no archive of ours, or damaged") from error
        if info.type != tarfile.REGTYPE or not KNOWN.fullmatch(info.name) or info.name in seen:
            raise BadArchive(f"it has something in it that no archive of ours has: {info.name[:80]!r}")
        start = place + BLOCK
        if not 0 <= info.size <= LARGEST or start + info.size > end:
            raise BadArchive(
                f"the size of {info.name} is not that of what is there; it may have been cut off"
            )
        seen.add(info.name)
        yield info.name, (start, info.size)
        place = start + -(-info.size // BLOCK) * BLOCK


def _unpacked(content: bytes) -> bytes:
    gzip = zlib.decompressobj(wbits=31)
    try:
        lines = gzip.decompress(content, LARGEST)
    except zlib.error as error:
        raise BadArchive("a part of a table is damaged") from error
    if not gzip.eof or gzip.unused_data:
        raise BadArchive("a part of a table is cut off, or larger than any of ours")
    return lines
