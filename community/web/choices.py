"""Keeps a choice of language or theme in the browser, where the server reads it before the page is made."""

from typing import Final

from werkzeug.wrappers import Response

from community.web.languages import LANGUAGES, THEMES
from community.web.urls import app_settings

KNOWN: Final = {"theme": THEMES, "language": tuple(code for code, _ in LANGUAGES)}
YEAR: Final = 365 * 24 * 3600


def keep_choice(response: Response, name: str, value: str | None) -> None:
    """Put a cookie for the choice into `response`; what is not among the known values is left out."""
    if value in KNOWN[name]:
        secure = app_settings().secure
        response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
