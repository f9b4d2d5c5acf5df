"""`db`: the shape of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import make_url

from community import schema, settings
from community.archive.tables import every_table, snapshot
from community.cli.bars import Bar
from community.cli.emptiness import emptied, insist_unused
from community.cli.errors import Problem
from community.cli.filling import fill
from community.cli.session import opened, sessions
from community.commands.founding import ensure_first_board
from community.effects.lock import AlreadyRunning, nobody_at_work
from community.settings import Settings
from community.work import unit_of_work


@click.group("db")
def database() -> None:
    """Take the database to a version of this program."""


@database.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Make or renew the tables, up to REVISION (default: the newest)."""
    schema.upgrade(settings.load().database_url, revision)
    if revision == "head":
        with opened() as session, unit_of_work(session) as work:
            ensure_first_board(work)
    click.echo(f"The database is at {revision}.", err=True)


@database.command()
@click.argument("revision")
@click.confirmation_option(prompt="Going back throws away what only newer tables hold. Go on?")
def downgrade(revision: str) -> None:
    """Take the database back to REVISION; `base` takes everything away."""
    schema.downgrade(settings.load().database_url, revision)
    click.echo(f"The database is at {revision}.", err=True)


@database.command()
@click.option(
    "--to", "target", required=True, metavar="URL", help="postgresql+psycopg://user:password@host/name"
)
def move(target: str) -> None:
    """Copy everything into another, empty database, and compare every table.

    Stop the server first; then set DATABASE_URL to URL and start it again. Sessions, links and tokens go on
    working, as it is the same place. Uploads and secret key are in the data folder and stay there; the search index is
    made anew by the worker. Stopped half-way it leaves the other database empty and can be run again.
    """
    with sessions() as (known, make), _nobody_else(known), snapshot(make.kw["bind"], alone=True) as here:
        if make_url(target) == make_url(known.database_url):
            raise Problem("this is the database you are moving from")
        if here.revision != schema.head():
            raise Problem(
                f"the database is at {here.revision}, this program needs {schema.head()}: `db upgrade`"
            )
        insist_unused(target, "move")
        emptied(target)
        with Bar("move", 2 * sum(map(here.count, every_table()))) as bar:
            sums = fill(target, here, bar.step)
    rows = sum(one.rows for one in sums.values())
    click.echo(f"{rows} rows are there, and equal. Now set DATABASE_URL and start again.", err=True)


@contextmanager
def _nobody_else(known: Settings) -> Iterator[None]:
    """Keep the worker off: what it did from now on would not be moved."""
    try:
        with nobody_at_work(known):
            yield
    except AlreadyRunning as error:
        raise Problem("stop `serve` and `work` first: what is written now would not be moved") from error
