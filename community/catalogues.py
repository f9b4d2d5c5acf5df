"""Catalogues of translated words: compiled from their source when a process starts and nobody has done so yet."""

import os
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent / "translations"


@lru_cache(maxsize=1)
def ready(folder: Path = FOLDER) -> Path:
    """Return the folder of the catalogues, each compiled after its last change.

    Where nothing can be written there, what is there is used; `stale` names what is not.
    """
    for source in stale(folder):
        try:
            _compile(source)
        except OSError:
            continue
    return folder


def stale(folder: Path = FOLDER) -> list[Path]:
    """Return the sources whose compiled catalogue is missing or older than they are."""
    return [source for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if not _is_fresh(source)]


def _is_fresh(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def _compile(source: Path) -> None:
    """Put the compiled catalogue in place whole: other processes may start at the same moment."""
    with source.open("rb") as words:
        catalogue = read_po(words, locale=source.parent.parent.name)
    with NamedTemporaryFile(dir=source.parent, suffix=".new", delete=False) as compiled:
        try:
            write_mo(compiled, catalogue)
            os.fchmod(compiled.fileno(), 0o644)
            os.replace(compiled.name, source.with_suffix(".mo"))
        except BaseException:
            os.unlink(compiled.name)
            raise
