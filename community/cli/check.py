"""`check`: whether everything holds that must always hold."""

import sys

import click
from tqdm import tqdm

from community import clock
from community.cli.session import sessions
from community.queries.check import INVARIANTS, Finding, check_content, check_index, facts_waiting
from community.queries.check import check as check_database
from community.search.engine import SearchUnavailable
from community.search.opening import open_engine
from community.storage.opening import open_store

#: As many ids as fit on a few lines; the number says how many there are.
SHOWN = 20


@click.command()
def check() -> None:
    """Check the invariants of database and index; list what is broken and end with 1."""
    findings: list[Finding] = []
    with sessions() as (settings, make), make() as session:
        with tqdm(total=len(INVARIANTS) + 2, unit="", leave=False) as bar:
            findings += check_database(session, lambda _name: bar.update())
        findings += check_content(session, open_store(settings), clock.now())
        waiting = facts_waiting(session)
        if waiting:
            click.echo(f"The index was not compared: {waiting} facts wait for the worker.", err=True)
        else:
            try:
                findings += check_index(session, open_engine(settings))
            except SearchUnavailable as error:
                click.echo(f"The index was not compared: {error}", err=True)
    for finding in findings:
        ids = ", ".join(map(str, finding.ids[:SHOWN]))
        more = ", ..." if len(finding.ids) > SHOWN else ""
        click.echo(f"{finding.invariant} ({len(finding.ids)}): {ids}{more}")
    if findings:
        sys.exit(1)
    click.echo("Nothing found.", err=True)
