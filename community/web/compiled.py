"""Keeps compiled templates beside their sources, as Python does with modules: compiling takes seconds."""

import hashlib
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache


class Compiled(FileSystemBytecodeCache):
    """The compiled templates of one language; `known` is a digest of all that they are compiled from."""

    def __init__(self, folder: Path, code: str, known: str) -> None:
        """Keep them in `folder`, where Python may keep its own and we may write; else only what is there is used."""
        super().__init__(str(folder), f"{code}-%s.{sys.implementation.cache_tag}.cache")
        self._known = known
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)

    def get_source_checksum(self, source: str) -> str:
        """Return what tells a template compiled from this source, and from nothing else than is known, from others."""
        return f"{self._known} {super().get_source_checksum(source)}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load what is kept; a file that is cut off or out of reach is as good as none."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; without a place where that may be, the next start compiles again."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def folder_of(templates: Path) -> Path:
    """Return where what is compiled from `templates` is kept; see `PYTHONPYCACHEPREFIX` in Python's documentation."""
    return Path(cache_from_source(str(templates / "any.py"))).parent


def known_by(sources: Iterable[Path], *more: object) -> str:
    """Return a digest of these files and of everything else (`more`, by its repr) that templates are compiled from."""
    digest = hashlib.sha256(repr((jinja2.__version__, *more)).encode())
    for source in sorted(sources):
        digest.update(f"{source.name} {source.stat().st_size} ".encode() + source.read_bytes())
    return digest.hexdigest()
