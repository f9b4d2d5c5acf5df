"""An import killed in the middle goes on where it was: everything is there once, and the check finds nothing."""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from community.model.obligations import Obligation, OpenedBy
from community.model.posts import Post, Solution
from community.model.records import ImportedRow
from community.queries.check import check
from tests.dumps import enlarged
from tests.waiting import until

SUPPORT = Path(__file__).parent.parent / "data" / "csv" / "support"
ROOT = Path(__file__).resolve().parent.parent.parent
TIMES = 150


def start(database, data: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "COMMUNITY_DATA": str(data), "DATABASE_URL": database.url}
    return subprocess.Popen(
        [sys.executable, "-m", "community", "import", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def posts(database) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(Post)) or 0


@pytest.mark.kill
def test_a_killed_import_goes_on_without_doubles(database, tmp_path):
    folder = enlarged(tmp_path / "many.example", TIMES)
    for part in (1, 1300, 2300):
        process = start(database, tmp_path / "data", "stackexchange", str(folder))
        until(lambda part=part: posts(database) >= part, f"{part} posts", 120)
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        assert posts(database) < 26 * TIMES
        with database.session() as session:
            assert list(check(session)) == []
    assert start(database, tmp_path / "data", "stackexchange", str(folder)).wait(240) == 0
    with database.session() as session:
        mapped = select(func.count()).select_from(ImportedRow).where(ImportedRow.post_id.is_not(None))
        assert session.scalar(mapped) == posts(database) == 26 * TIMES
        assert session.scalar(select(func.count(ImportedRow.post_id.distinct()))) == 26 * TIMES
        questions = select(func.count()).select_from(Obligation)
        assert session.scalar(questions.where(Obligation.opened_by == OpenedBy.question)) == 8 * TIMES
        assert session.scalar(select(func.count()).select_from(Solution)) == 2 * TIMES
        assert list(check(session)) == []
    assert not (tmp_path / "data" / "imports" / "many.example" / "staging.db").exists()


def workers_of(process) -> list[Path]:
    """The processes that an import started; a path is gone with its process."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [Path("/proc") / number for number in found]


def support(folder: Path, times: int) -> Path:
    """Write CSV files that have the rows of the excerpt `times` times, with ids of their own; return it."""
    folder.mkdir()
    for name, columns in (("questions", ("id", "solution")), ("answers", ("id", "question_id"))):
        with (SUPPORT / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        copies = [
            {**row, **{column: f"{copy}{row[column]}" for column in columns if row[column]}}
            for copy in range(1, times + 1)
            for row in rows
        ]
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(copies)
    return folder


@pytest.mark.kill
def test_a_killed_import_of_csv_files_goes_on_and_leaves_no_worker(database, tmp_path):
    folder = support(tmp_path / "many", 200)
    arguments = ("csv", str(folder), "--mapping", "mozilla-support")
    for part in (1, 1500):
        process = start(database, tmp_path / "data", *arguments)
        until(lambda part=part: posts(database) >= part, f"{part} posts", 120)
        workers = workers_of(process)
        assert workers
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        until(lambda workers=workers: not any(map(Path.exists, workers)), "the end of the workers", 20)
        assert posts(database) < 17 * 200
        with database.session() as session:
            assert list(check(session)) == []
    assert start(database, tmp_path / "data", *arguments).wait(240) == 0
    with database.session() as session:
        assert posts(database) == 17 * 200
        assert session.scalar(select(func.count()).select_from(Solution)) == 200
        owed = select(func.count()).select_from(Obligation).where(Obligation.closed_at.is_(None))
        assert session.scalar(owed) == 5 * 200
        assert list(check(session)) == []
