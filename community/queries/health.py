"""Health of the place: whether its parts answer, for probes and for the administrator."""

import datetime as dt

import structlog
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from community.model.threads import Thread
from community.model.turns import somebody_works
from community.queries.admin_pages import HealthLine
from community.search.engine import SearchEngine

SILENT = dt.timedelta(seconds=60)
"""A worker that gave no sign of life for so long is taken for gone."""
MOST_FOR_WHOOSH = 20_000
"""Threads; what a search costs there grows with the place, in PostgreSQL hardly."""


def readiness(
    session: Session, engine: SearchEngine, last_beat: dt.datetime | None, now: dt.datetime
) -> dict[str, bool]:
    """Return for each part whether it answers; never raises."""
    database = _database(session)
    heard = last_beat is not None and now - last_beat < SILENT
    return {
        "database": database,
        "index": engine.healthy(),
        "worker": heard or (database and _works_elsewhere(session)),
    }


def health_lines(
    parts: dict[str, bool], *, mail_configured: bool, outgrown: bool = False
) -> tuple[HealthLine, ...]:
    """Return the parts as the administrator reads them; mail into files works but reaches nobody."""
    names = {"database": "database", "index": "search", "worker": "worker"}
    lines = [HealthLine(names[part], fine, "") for part, fine in parts.items()]
    if outgrown:
        lines.append(HealthLine("size", False, ""))
    return (*lines, HealthLine("mail", mail_configured, "" if mail_configured else "MAIL_URL"))


def has_outgrown(session: Session, search_url: str) -> bool:
    """Return whether there are more threads than Whoosh searches quickly."""
    if search_url != "whoosh:":
        return False
    return (session.scalar(select(func.count()).select_from(Thread)) or 0) > MOST_FOR_WHOOSH


def _works_elsewhere(session: Session) -> bool:
    """Say whether a worker is there that can't be heard: on another machine, or because Redis is away."""
    if session.get_bind().dialect.name != "postgresql":
        return False
    try:
        return bool(session.scalar(somebody_works()))
    except SQLAlchemyError:
        return False


def _database(session: Session) -> bool:
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        structlog.get_logger("health").error("database unavailable", error=type(error).__name__)
        return False
    return True
