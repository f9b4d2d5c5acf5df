"""Keeps content in a folder: the default."""

import datetime as dt
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from community.storage.store import NAME, Missing


class FolderStore:
    """One file for each content, in 64 folders by its first character, for their owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes) -> None:
        """Write the file beside its place and move it there; after that not even a power cut loses it."""
        place = self._place(name)
        for folder in (self.folder, place.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = place.parent / f".{name}.{secrets.token_hex(4)}"
        try:
            _write(unfinished, content)
            unfinished.rename(place)
        except OSError:
            with suppress(OSError):
                unfinished.unlink()
            raise
        for folder in (place.parent, self.folder, self.folder.parent):
            _settle(folder)

    def open(self, name: str) -> BinaryIO:
        """Return the content, to be read and closed. Raises Missing."""
        try:
            return self._place(name).open("rb")
        except FileNotFoundError as error:
            raise Missing(name) from error

    def delete(self, name: str) -> None:
        """Take the content away, half-written content too; nothing happens where there is none."""
        place = self._place(name) if NAME.fullmatch(name) else self._remains(name)
        with suppress(FileNotFoundError):
            place.unlink()

    def exists(self, name: str) -> bool:
        """Say whether there is content of this name."""
        return self._place(name).is_file()

    def names(self) -> Iterator[tuple[str, dt.datetime]]:
        """Yield the names of all files; what a kill left half-written begins with a dot."""
        for file in self.folder.glob("?/*"):
            with suppress(FileNotFoundError):
                yield file.name, dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)

    def _place(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise Missing(name)
        return self.folder / name[0] / name

    def _remains(self, name: str) -> Path:
        whole = name[1:23]
        if not (name.startswith(f".{whole}.") and NAME.fullmatch(whole) and "/" not in name):
            raise Missing(name)
        return self.folder / whole[0] / name


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the disk keep what stands in `folder`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
