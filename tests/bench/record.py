"""Keeps every figure as soon as it is there, so that a run that was stopped goes on where it was."""

import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.servers import ROOT

MADE_OF = ("community", "templates", "static", "migrations", "tests/bench", "requirements.txt")
"""When one of these changes, figures that were kept are no longer this program's."""


class Record:
    """The figures of a run by kind and name, kept in a file until the run is whole."""

    def __init__(self, file: Path) -> None:
        self.file, made_of = file, _digest()
        known = json.loads(file.read_text()) if file.exists() else {}
        self.figures: dict[str, Any] = known if known.get("made_of") == made_of else {"made_of": made_of}

    def keep(self, kind: str, find: Callable[[], Any]) -> Any:
        """Return the figures of `kind`, found now where they are not known yet."""
        if kind not in self.figures:
            self.figures[kind] = self._told(kind, find)
            self._write()
        return self.figures[kind]

    def keep_row(self, kind: str, names: dict[str, Any], find: Callable[[], dict[str, Any]]) -> None:
        """Add to the rows of `kind` one with these names and what `find` finds, if there is none yet."""
        rows = self.figures.setdefault(kind, [])
        if not any(names.items() <= row.items() for row in rows):
            rows.append(names | self._told(" ".join(map(str, names.values())), find))
            self._write()

    def end(self) -> dict[str, Any]:
        """Return all figures; nothing is left to go on with."""
        self.file.unlink(missing_ok=True)
        return self.figures

    def _told(self, what: str, find: Callable[[], Any]) -> Any:
        begun = time.monotonic()
        print(f"{what} …", end=" ", file=sys.stderr, flush=True)
        found = find()
        print(f"{time.monotonic() - begun:.1f} s", file=sys.stderr)
        return found

    def _write(self) -> None:
        fresh = self.file.with_suffix(".part")
        fresh.write_text(json.dumps(self.figures))
        fresh.replace(self.file)


def _digest() -> str:
    content = hashlib.sha256()
    for place in (ROOT / name for name in MADE_OF):
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            # What is compiled lies beside it and says nothing new.
            if file.is_file() and file.suffix not in (".cache", ".pyc", ".mo"):
                content.update(file.read_bytes())
    return content.hexdigest()[:12]
