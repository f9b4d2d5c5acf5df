"""Dumps to import: the excerpt in the repository, larger ones made of it, and the real one."""

import json
import re
import shutil
from pathlib import Path

from sqlalchemy import func, select

from community.commands.imports.batches import Tally
from community.commands.imports.run import import_stackexchange
from community.model.records import ImportedRow
from community.model.threads import Thread

EXCERPT = Path(__file__).parent / "data" / "stackexchange" / "iot.stackexchange.com"
SOURCE = "iot.stackexchange.com"
_IDS = re.compile(r'\b(Id|PostId|ParentId|RelatedPostId|AcceptedAnswerId)="(\d+)"')


def enlarged(folder: Path, times: int) -> Path:
    """Write a dump that has the posts of the excerpt `times` times, with ids of their own; return it."""
    folder.mkdir()
    for file in EXCERPT.glob("*.xml"):
        first, second, *rows, last = file.read_text(encoding="utf-8-sig").splitlines()
        copies = 1 if file.name in ("Users.xml", "Tags.xml") else times
        body = [_shifted(row, 10_000 * copy) for copy in range(copies) for row in rows]
        (folder / file.name).write_text("\n".join((first, second, *body, last)), encoding="utf-8-sig")
    return folder


def _shifted(row: str, by: int) -> str:
    return _IDS.sub(lambda found: f'{found[1]}="{int(found[2]) + by}"', row)


def bring(session, tmp_path, folder: Path = EXCERPT, board: str | None = None) -> Tally:
    def progress(what: str, count: int, total: int | None) -> None:
        assert count >= 0

    return import_stackexchange(session, folder, tmp_path, board_slug=board, progress=progress)


def count(session, table, *conditions) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0


def thread_of(session, question: str) -> Thread:
    row = session.get_one(ImportedRow, (SOURCE, "question", question))
    return session.get_one(Thread, row.thread_id)


def rejected(tmp_path: Path, source: str = SOURCE) -> list[dict[str, object]]:
    lines = (tmp_path / "imports" / source / "rejected.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def copy_of(tmp_path: Path, **changed: tuple[str, str]) -> Path:
    """Return a copy of the excerpt; `Posts=("a", "b")` replaces the first a in Posts.xml by b."""
    folder = tmp_path / "copy" / SOURCE
    shutil.copytree(EXCERPT, folder, dirs_exist_ok=True)
    for name, (old, new) in changed.items():
        text = (EXCERPT / f"{name}.xml").read_text(encoding="utf-8")
        assert old in text
        (folder / f"{name}.xml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder
