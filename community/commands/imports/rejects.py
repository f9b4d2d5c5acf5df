"""Keeps what could not be imported, with the reason, for somebody to look at."""

import json
from pathlib import Path


class Rejects:
    """The file `rejected.jsonl` of one import; begun anew with each run, it tells what is still missing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        path.write_text("")

    def keep(self, file: str, line: int | None, reason: str, content: object) -> None:
        """Add one row: the file and line it came from, why it was left out, and what it says."""
        self.count += 1
        entry = {"file": file, "line": line, "reason": reason, "content": content}
        with self.path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")
