"""Runs an import from its files to the last row, and says what it did."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.access import Absent
from community.commands.boards import create_board
from community.commands.imports import stackexchange
from community.commands.imports.batches import Import, Progress, Tally, bring_everybody, bring_threads
from community.commands.imports.boards import bring_boards
from community.commands.imports.csv_threads import board_values, csv_threads, stage_csv
from community.commands.imports.mapping import Mapping
from community.commands.imports.old_addresses import keep_old_addresses
from community.commands.imports.rejects import Rejects
from community.commands.imports.staging import Staging
from community.commands.imports.tags import bring_tags
from community.model.boards import Board
from community.policy.verdicts import Refused
from community.text.titles import slug
from community.work import unit_of_work

__all__ = ["Tally", "import_csv", "import_stackexchange", "source_of"]


def import_stackexchange(
    session: Session, folder: Path, data: Path, *, board_slug: str | None, progress: Progress
) -> Tally:
    """Bring in the StackExchange dump in `folder`; run again, it goes on where it stopped without doubles.

    The name of the folder is the name of the source. Threads go to the board `board_slug`, or to one named
    after the source. What can't be read is kept in `data`/imports/<source>/rejected.jsonl.
    Raises Absent for the board, or Refused: no_dump (there is no Posts.xml), import_running.
    """
    if not (folder / "Posts.xml").is_file():
        raise Refused("no_dump")
    source = source_of(folder)
    with opened(data / "imports" / source) as (staging, rejects):
        boards = {"": _board(session, source, board_slug)}
        run = Import(session, source, boards, rejects, Tally(), progress)
        progress("reading", 0, None)
        stackexchange.stage(folder, staging, rejects)
        bring_everybody(run, stackexchange.people(folder, rejects))
        with unit_of_work(session) as work:
            bring_tags(work, stackexchange.tag_names(folder, rejects))
        bring_threads(run, stackexchange.threads(staging), staging.count())
        run.tally.rejected = rejects.count
    return run.tally


def import_csv(session: Session, folder: Path, data: Path, mapping: Mapping, *, progress: Progress) -> Tally:
    """Bring in the CSV files in `folder` as `mapping` says; run again, it goes on where it stopped.

    The mapping names the source, the boards, and the old addresses that lead here from then on. What can't be
    read is kept in `data`/imports/<source>/rejected.jsonl.
    Raises mapping.BadMapping, also where the files are not as it says, or Refused: import_running.
    """
    with opened(data / "imports" / mapping.source) as (staging, rejects):
        progress("reading", 0, None)
        stage_csv(folder, mapping, staging, rejects)
        with unit_of_work(session) as work:
            boards = bring_boards(work, mapping.board, board_values(staging))
            keep_old_addresses(work, mapping.source, mapping.questions.addresses)
        run = Import(session, mapping.source, boards, rejects, Tally(), progress)
        bring_threads(run, csv_threads(mapping, staging), staging.count())
        run.tally.rejected = rejects.count
    return run.tally


@contextmanager
def opened(aside: Path) -> Iterator[tuple[Staging, Rejects]]:
    """Give the scratch file and the file of rejected rows in the folder `aside`; the first goes at the end.

    Raises Refused: import_running.
    """
    aside.mkdir(mode=0o700, parents=True, exist_ok=True)
    staging = Staging(aside / "staging.db")
    try:
        yield staging, Rejects(aside / "rejected.jsonl")
    finally:
        staging.close()


def source_of(folder: Path) -> str:
    """Return the name under which what comes from `folder` is remembered."""
    return folder.resolve().name[:60]


def _board(session: Session, source: str, board_slug: str | None) -> int:
    address = board_slug or slug(source)
    with unit_of_work(session) as work:
        board_id = work.session.scalar(select(Board.id).where(Board.slug == address))
        if board_id is None and board_slug is not None:
            raise Absent
        return board_id or create_board(work, None, source, board_slug=address).id
