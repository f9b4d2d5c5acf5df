"""The figures that the pages of this process show."""

from typing import cast

from flask import current_app

from community.queries.figures import KeptFigures


def kept_figures() -> KeptFigures:
    """Return what was made at start-up to keep them."""
    return cast(KeptFigures, current_app.extensions["figures"])
