"""Addresses of our own pages as templates write them: a page has a hundred of them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from flask import Flask

KEPT: Final = 4096
"""Addresses that are remembered: those of the frame, and of what is read most just now."""


def addresses_of(app: Flask) -> Callable[..., str]:
    """Return what gives the path of an endpoint of `app`; it leaves out what flask asks the request for.

    It raises werkzeug.routing.BuildError where there is no such address.
    """
    # The name is never part of a path.
    adapter = app.url_map.bind("localhost")

    @lru_cache(KEPT)
    def remembered(endpoint: str, **values: Any) -> str:
        return adapter.build(endpoint, values)

    def address(endpoint: str, **values: Any) -> str:
        try:
            return remembered(endpoint, **values)
        except TypeError:
            # A list among the values can't be remembered.
            return adapter.build(endpoint, values)

    return address
