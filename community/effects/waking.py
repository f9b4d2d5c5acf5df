"""Tells the worker that there is something to do; only a hint, so it never fails a request."""

from collections.abc import Callable

import structlog

from community.effects.jobs import Jobs, jobs_of
from community.settings import Settings

log = structlog.get_logger(__name__)


def wake(settings: Settings) -> None:
    """Ask the worker to follow what was committed before this call; without a worker it is followed later."""
    _try(settings, lambda jobs: jobs.wake())


def wake_for_index(settings: Settings) -> None:
    """Tell the worker that a search found the index damaged or gone."""
    _try(settings, lambda jobs: jobs.look_after_index())


def note_missed_search(settings: Settings, words: str) -> None:
    """Have the worker count words that found nothing: the request that reads writes nothing itself."""
    _try(settings, lambda jobs: jobs.note_missed_search(words))


def _try(settings: Settings, ask: Callable[[Jobs], object]) -> None:
    jobs = jobs_of(settings)
    if jobs.resting():
        return
    try:
        ask(jobs)
    except Exception as error:
        jobs.rest()
        log.warning("wake_failed", error=type(error).__name__)
