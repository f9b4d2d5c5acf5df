"""`work`: the worker, in the foreground."""

import click

from community import schema, settings
from community.cli.errors import Problem
from community.cli.process_logs import configure_logs
from community.effects.lock import AlreadyRunning
from community.effects.worker import run_worker


@click.command()
def work() -> None:
    """Follow what happens: index, notifications, mail. `serve` does it too; a data folder has one worker."""
    known = settings.load()
    configure_logs()
    # Whoever of web and worker starts first on a new version prepares the database; the other waits.
    schema.upgrade(known.database_url)
    try:
        run_worker(known)
    except AlreadyRunning as error:
        raise Problem(
            f"another worker runs on {known.data} (process {error.process or 'unknown'});"
            " `serve` has one already"
        ) from error
