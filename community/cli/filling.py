"""Fills an empty database from an archive or another database, and looks the place over afterwards."""

import sys
from collections.abc import Callable

import click
from sqlalchemy.orm import Session

from community.archive.rows import BadRow, Sum
from community.archive.tables import Tables
from community.cli.check import check
from community.cli.emptiness import engine_for
from community.cli.errors import Problem
from community.cli.search import rebuild
from community.commands.restoring import Differs, restore_rows
from community.work import Conflict, unit_of_work


def fill(database_url: str, source: Tables, step: Callable[[int], object]) -> dict[str, Sum]:
    """Put all rows of `source` into an empty database and compare them. Raises Problem; then nothing was kept."""
    try:
        with engine_for(database_url) as engine, Session(engine) as session, unit_of_work(session) as work:
            return restore_rows(work, source, step)
    except Differs as error:
        raise Problem(
            f"the database gave back other rows than it was given ({error}); nothing kept"
        ) from error
    except (Conflict, BadRow) as error:
        raise Problem(
            "the rows contradict each other or the rules of the database; nothing was kept"
        ) from error


def look_it_over() -> None:
    """Make the index anew and check every invariant; ends with 1 where one is broken."""
    context = click.get_current_context()
    context.invoke(rebuild)
    try:
        context.invoke(check)
    except SystemExit:
        click.echo(
            "What is listed was so already where the rows are from; they were restored all the same.",
            err=True,
        )
        sys.exit(1)
