"""`demo`: a lively community to look around in."""

import datetime as dt
import secrets
import sys
from typing import Any, Never

import click
from tqdm import tqdm

from community import clock
from community.cli.errors import Problem
from community.cli.session import sessions
from community.demo.building import NotEmpty, build
from community.demo.founding import address
from community.effects.lock import AlreadyRunning, nobody_at_work
from community.search.opening import open_engine

LOGINS = {
    "administrator": "Henning Wulff",
    "reader": "Jana Petersen",
    "colleague": "Piet Janssen",
    "customer": "Mara_K",
    "helper": "Rolf L",
}
"""Who can sign in, by what they are."""

START_OVER = "to start over: `python -m community db downgrade base`, then `python -m community demo`"


class Unusable(click.ClickException):
    """The place is no place for a demo; exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Write the line to standard error."""
        click.echo(f"error: {self.format_message()}", err=True, file=file)


class Moment(click.ParamType[dt.datetime]):
    """A point in time; without a zone it is UTC."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """Return the time. Fails as wrong usage."""
        try:
            at = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time such as 2026-03-12T14:30", param, ctx)
        return at.astimezone(dt.UTC) if at.tzinfo else at.replace(tzinfo=dt.UTC)


@click.command()
@click.option("--at", type=Moment(), help="When the last of it happened; default: now.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same times.")
@click.option("--password-stdin", is_flag=True, help="Read one password for all from standard input.")
def demo(at: dt.datetime | None, seed: int, *, password_stdin: bool) -> None:
    """Build a lively demo community in an empty place, in German and English, and print who can sign in.

    Nothing is mailed. Stopped half-way it leaves a half-built place; the message says how to start over.
    """
    given = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    passwords = {name: given or secrets.token_urlsafe(12) for name in LOGINS.values()}
    end = (at or clock.now()).replace(second=0, microsecond=0)
    with sessions() as (settings, make), _Bar() as bar:
        try:
            with nobody_at_work(settings):
                build(
                    make, open_engine(settings), end=end, seed=seed, passwords=passwords, progress=bar.reach
                )
        except NotEmpty as error:
            raise Unusable(f"somebody is here already; a demo needs an empty place ({START_OVER})") from error
        except AlreadyRunning as error:
            raise Problem("stop `serve` or `work` first: they would mail what the demo tells") from error
        except BaseException:
            if bar.begun:
                click.echo(f"\nThe demo was not finished; {START_OVER}", err=True)
            raise
    _introduce(passwords)


def _introduce(passwords: dict[str, str]) -> None:
    """Print who can sign in; the passwords are kept nowhere else."""
    rows = [(what, name, address(name), passwords[name]) for what, name in LOGINS.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


class _Bar:
    """The progress of building on standard error."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] = tqdm(unit="step", mininterval=0.5, leave=False)

    @property
    def begun(self) -> bool:
        """Whether anything was done."""
        return self._bar.n > 0

    def reach(self, done: int, total: int) -> None:
        """Show that `done` of `total` steps are done."""
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *exception: object) -> None:
        self._bar.close()
