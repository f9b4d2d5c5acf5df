"""`import`: brings in what people wrote in another system."""

from pathlib import Path
from typing import Never

import click
from tqdm import tqdm

from community.access import Absent
from community.cli.errors import Problem
from community.cli.session import sessions
from community.commands.imports.mapping import BadMapping, load
from community.commands.imports.run import Tally, import_csv, import_stackexchange, source_of


@click.group("import")
def imports() -> None:
    """Bring in threads from another system; only the search index follows."""


@imports.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--board", "board", help="Address of the board to fill; default: one named after the folder.")
def stackexchange(folder: Path, board: str | None) -> None:
    """Bring in a StackExchange dump (the XML files in FOLDER).

    It can be stopped, even killed, and run again: it goes on where it was and doubles nothing. Rows
    that can't be read are kept in the data folder under imports/, with the reason.
    """
    with sessions() as (settings, make), make() as session, _Bars() as bars:
        try:
            tally = import_stackexchange(session, folder, settings.data, board_slug=board, progress=bars.step)
        except Absent as error:
            raise Problem(f"there is no board with the address {board!r}") from error
    _report(tally, settings.data / "imports" / source_of(folder) / "rejected.jsonl")


@imports.command("csv")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--mapping", "name", required=True, help="`mozilla-support`, or a TOML file of your own.")
def csv_files(folder: Path, name: str) -> None:
    """Bring in questions and answers from the CSV files in FOLDER.

    The mapping says which file and column has what (see docs/operating.md). It can be stopped, even
    killed, and run again: it goes on where it was and doubles nothing. Rows that can't be read are kept
    in the data folder under imports/, with the reason.
    """
    try:
        mapping = load(name)
        with sessions() as (settings, make), make() as session, _Bars() as bars:
            tally = import_csv(session, folder, settings.data, mapping, progress=bars.step)
    except BadMapping as error:
        raise Problem(str(error)) from error
    _report(tally, settings.data / "imports" / mapping.source / "rejected.jsonl")


def _report(tally: Tally, rejected: Path) -> None:
    click.echo(
        f"New: {tally.people} people, {tally.threads} threads, {tally.posts} posts."
        f" Here before: {tally.known} posts. Left out: {tally.rejected} rows.",
        err=True,
    )
    if tally.rejected:
        click.echo(f"What was left out is in {rejected}", err=True)


class _Bars:
    """One bar of progress on standard error after the other."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None
        self._what = ""

    def step(self, what: str, count: int, total: int | None) -> None:
        """Go on by `count` of `total` with `what`."""
        if self._bar is None or self._what != what:
            self.close()
            self._bar, self._what = tqdm(desc=what, total=total, unit="", mininterval=0.5), what
        self._bar.update(count)

    def close(self) -> None:
        """End the bar that is shown."""
        if self._bar is not None:
            self._bar.close()

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
