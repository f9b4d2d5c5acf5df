"""Where an index lives: the folder in use and the one being built, the one writer's lock, and damage to files.

`current` and `building` are pointers, replaced atomically. The files of Whoosh are pickles, so the folder belongs to
its user alone and nothing in it is ever taken from elsewhere; `checksums` notices bits that turned on the disk.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import time
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

from community.search.engine import SearchUnavailable

_CHECKSUMS = "checksums.json"
_POLL = 0.02


class Folders:
    """The folder that holds an engine's indexes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Make the folder, for its user alone."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.root.chmod(0o700)

    def pointed(self, pointer: str) -> Path | None:
        """Return the folder that `current` or `building` points to, or None."""
        try:
            name = (self.root / pointer).read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise SearchUnavailable(f"the pointer {pointer} is damaged") from error
        if not name.startswith("index-") or "/" in name:
            raise SearchUnavailable(f"the pointer {pointer} is damaged")
        return self.root / name

    def still_pointed(self, pointer: str) -> Path | None:
        """Return the folder that a pointer names, or None also where it is damaged: a rebuild needs none."""
        with contextlib.suppress(SearchUnavailable):
            return self.pointed(pointer)
        return None

    def point(self, pointer: str, folder: Path) -> None:
        """Let a pointer name this folder, in one step."""
        replace_file(self.root / pointer, folder.name.encode())

    def new(self) -> Path:
        """Make and return an empty folder for an index."""
        folder = self.root / f"index-{secrets.token_hex(6)}"
        folder.mkdir(mode=0o700)
        return folder

    def sweep(self) -> None:
        """Remove every folder of an index that no pointer names."""
        kept = {self.still_pointed("current"), self.still_pointed("building")}
        for folder in self.root.glob("index-*"):
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    @contextlib.contextmanager
    def lock(self, name: str, timeout: float) -> Iterator[None]:
        """Hold one of the engine's locks; raises SearchUnavailable when others hold it for too long."""
        self.prepare()
        with (self.root / f"{name}.lock").open("a") as file:
            waited = 0.0
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as busy:
                    if waited >= timeout:
                        raise SearchUnavailable(
                            f"another process holds the {name} lock", damaged=False
                        ) from busy
                    time.sleep(_POLL)
                    waited += _POLL
            yield


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def note_checksums(folder: Path) -> None:
    """Write down the checksum of every index file that is not noted yet, and forget files that are gone."""
    known = _noted(folder)
    names = sorted(path.name for path in folder.iterdir() if _is_index_file(path))
    noted = {name: known[name] if name in known else _checksum(folder / name) for name in names}
    replace_file(folder / _CHECKSUMS, json.dumps(noted).encode())


def verify_checksums(folder: Path, seen: set[str]) -> None:
    """Compare files that are not in `seen` with their noted checksums and add them to it; raises SearchUnavailable."""
    for name, checksum in _noted(folder).items():
        if name in seen:
            continue
        # A file that is gone belongs to an older commit; one of the current commit is missed when it is opened.
        with contextlib.suppress(FileNotFoundError):
            if _checksum(folder / name) != checksum:
                raise SearchUnavailable(f"the index file {name} is damaged")
            seen.add(name)


def insist_on_files(folder: Path, segments: Collection[str]) -> None:
    """Raise FileNotFoundError where a noted file of these segments is gone, be it one that only a merge reads."""
    for name in _noted(folder):
        if name.split(".")[0] in segments and not (folder / name).exists():
            raise FileNotFoundError(f"the index file {name} is gone")


def _is_index_file(path: Path) -> bool:
    return path.suffix == ".toc" or path.name.startswith("MAIN_")


def _noted(folder: Path) -> dict[str, int]:
    try:
        noted: dict[str, int] = json.loads((folder / _CHECKSUMS).read_bytes())
    except FileNotFoundError:
        return {}
    return noted


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            checksum = zlib.crc32(part, checksum)
    return checksum
