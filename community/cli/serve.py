"""`serve`: pages and worker together, ready to use."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click
import structlog

from community import schema, settings
from community.cli.children import Child, supervise
from community.cli.process_logs import configure_logs
from community.cli.session import sessions
from community.cli.web_server import GRACE, WebServer
from community.commands.founding import ensure_first_board, offer_founding
from community.effects.lock import AlreadyRunning
from community.effects.worker import GRACE as WORKER_GRACE
from community.effects.worker import run_worker
from community.model.page_turning import turn_pages
from community.settings import Settings
from community.work import unit_of_work

log = structlog.get_logger(__name__)


@click.command()
@click.option("--web-only", is_flag=True, help="Only the pages; the worker is started with `work`.")
@click.pass_obj
def serve(create_app: Callable[[], Any], *, web_only: bool) -> None:
    """Start the community: bring the database up to date, then serve the pages and run the worker."""
    known = settings.load()
    configure_logs()
    schema.upgrade(known.database_url)
    token = _prepare()
    click.echo(f"Zuruf runs at {known.base_url}")
    if token:
        click.echo(f"Open this once to set it up: {known.base_url}/account/found/{token}")
    sys.stdout.flush()
    # Pages end first, so that the worker still hears of the last posts.
    children = [Child("web", WebServer(known, create_app).run, GRACE + 5)]
    if not web_only:
        children.append(Child("worker", partial(_work, known), WORKER_GRACE + 5))
    supervise(children)


def _prepare() -> str | None:
    """Make a board to ask in; return the secret to found the place with, or None where it is founded."""
    with sessions() as (_, make), make() as session, unit_of_work(session) as work:
        ensure_first_board(work)
        # Until it has a first version, no page is kept: a place may just have got the table.
        turn_pages(work.session)
        return offer_founding(work)


def _work(known: Settings) -> None:
    try:
        run_worker(known)
    except AlreadyRunning as error:
        log.error("another_worker_runs", process=error.process)
        sys.exit(1)
