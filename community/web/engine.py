"""The search engine of the app."""

from typing import cast

from flask import current_app

from community.effects.waking import wake_for_index
from community.search.engine import SearchEngine


def search_engine() -> SearchEngine:
    """Return the engine opened at start-up."""
    return cast(SearchEngine, current_app.extensions["search"])


def report_degraded(degraded: bool) -> None:
    """Have the worker look after an index that could not answer a reader."""
    if degraded:
        wake_for_index(current_app.extensions["settings"])
