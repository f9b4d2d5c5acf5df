"""The manifest of an archive: what is in it, and the digest of each part."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

FORMAT: Final = "zuruf-archive-2"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class BadArchive(Exception):
    """A file that is not restored; the message says why."""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table: its columns, how many rows and parts it has, and the digest of all its lines."""

    columns: tuple[str, ...]
    rows: int
    parts: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file: its size and digest."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds and where it is from."""

    revision: str
    created_at: str
    base_url: str
    tables: Mapping[str, TableEntry]
    uploads: Mapping[str, FileEntry]
    lost_uploads: tuple[str, ...]
    """Uploads whose content was already missing when the archive was made."""
    secret_key: FileEntry | None

    def to_json(self) -> bytes:
        """Return the manifest as it is kept."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode() + b"\n"

    @classmethod
    def from_json(cls, raw: bytes) -> "Manifest":
        """Read a manifest strictly. Raises BadArchive."""
        try:
            given = json.loads(raw)
            if given.pop("format") != FORMAT:
                raise BadArchive("it is of another format: restore it with the version that made it")
            return cls(
                revision=_text(given["revision"]),
                created_at=_text(given["created_at"]),
                base_url=_text(given["base_url"]),
                tables={_text(name): _table(entry) for name, entry in given["tables"].items()},
                uploads={_text(name): _file(entry) for name, entry in given["uploads"].items()},
                lost_uploads=tuple(map(_text, given["lost_uploads"])),
                secret_key=None if given["secret_key"] is None else _file(given["secret_key"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadArchive("its manifest can't be read") from error


def _table(entry: Any) -> TableEntry:
    return TableEntry(
        tuple(map(_text, entry["columns"])),
        _number(entry["rows"]),
        _number(entry["parts"]),
        _sha256(entry["sha256"]),
    )


def _file(entry: Any) -> FileEntry:
    return FileEntry(_number(entry["bytes"]), _sha256(entry["sha256"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value


def _sha256(value: Any) -> str:
    if not _SHA256.fullmatch(value):
        raise ValueError
    return _text(value)
