"""`search`: the index, which can be made anew from the database at any time."""

import sys
from typing import Never

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker
from tqdm import tqdm

from community.cli.errors import Problem
from community.cli.session import sessions
from community.effects.documents import Documents
from community.effects.indexing import made_anew
from community.effects.lock import AlreadyRunning, nobody_at_work
from community.effects.similar_threads import Looking
from community.garbage import settled
from community.model.posts import Post
from community.model.similar_threads import SimilarDue
from community.queries.check import check_index
from community.search.opening import open_engine


@click.group()
def search() -> None:
    """The search index."""


@search.command()
def rebuild() -> None:
    """Make the index anew from the database; run again after a stop, it goes on where it was."""
    with sessions() as (settings, make):
        with make() as session:
            total = session.scalar(select(func.count()).select_from(Post).where(Post.place.is_not(None)))
        with tqdm(total=total, unit="post", mininterval=0.5) as bar, settled():
            count = open_engine(settings).rebuild(Documents(make), lambda done: _reach(bar, done))
        made_anew(make)
    click.echo(f"The index has {count} posts.", err=True)


@search.command()
def similar() -> None:
    """Look for what is like the threads for which that is due, where no worker does; can be stopped at any time."""
    with sessions() as (settings, make):
        try:
            with nobody_at_work(settings):
                _look_for_similar(make, Looking(make, open_engine(settings)))
        except AlreadyRunning as error:
            raise Problem("a worker is running, and does it") from error
    click.echo("Nothing is due.", err=True)


def _look_for_similar(make: sessionmaker[Session], looking: Looking) -> None:
    with make() as session:
        total = session.scalar(select(func.count()).select_from(SimilarDue))
    with tqdm(total=total, unit="thread", mininterval=0.5) as bar:
        while done := looking.some():
            bar.update(done)


@search.command()
def check() -> None:
    """Compare the index with the database; list what differs and end with 1."""
    with sessions() as (settings, make), make() as session:
        findings = list(check_index(session, open_engine(settings)))
    for finding in findings:
        click.echo(f"{finding.invariant} ({len(finding.ids)}): {', '.join(map(str, finding.ids[:20]))}")
    if findings:
        sys.exit(1)
    click.echo("The index equals the database.", err=True)


def _reach(bar: "tqdm[Never]", done: int) -> None:
    bar.update(done - bar.n)
