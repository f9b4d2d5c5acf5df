"""Language, time zone and theme of a request: what was chosen, else what the browser prefers."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Flask, g, request
from flask_babel import Babel

from community import catalogues
from community.queries.site import Site, read_site
from community.web.database import db_session
from community.web.session import own_zone

LANGUAGES = (("de", "Deutsch"), ("en", "English"))
THEMES = ("auto", "light", "dark")


def init_languages(app: Flask) -> None:
    """Translate for each request what views say; templates are made in each language."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(catalogues.ready())
    Babel(app, locale_selector=language, timezone_selector=lambda: str(zone()), configure_jinja=False)


def site() -> Site:
    """Return the settings of the place, read once a request."""
    found: Site | None = g.get("site")
    if found is None:
        found = g.site = read_site(db_session())
    return found


def language() -> str:
    """Return the code of the language: the cookie, else the browser's first that we speak, else the place's."""
    found: str | None = g.get("language")
    if found is None:
        found = g.language = _language()
    return found


def _language() -> str:
    codes = [code for code, _ in LANGUAGES]
    chosen = request.cookies.get("language")
    if chosen in codes:
        return chosen
    if request.accept_languages:
        best = request.accept_languages.best_match(codes)
        if best:
            return best
    return site().language


def theme() -> str:
    """Return the chosen theme; `auto` follows the system."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def zone() -> dt.tzinfo:
    """Return the time zone of who is signed in if they chose one, else that of the place."""
    found: dt.tzinfo | None = g.get("zone")
    if found is None:
        found = g.zone = _zone()
    return found


def _zone() -> dt.tzinfo:
    try:
        return ZoneInfo(own_zone() or site().timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return dt.UTC
