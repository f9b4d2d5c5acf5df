"""Searches that found nothing, commonest first: what the place lacks."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from community import clock
from community.model.missed_searches import MissedSearch

MOST: Final = 200
PERIODS: Final = {"month": 30, "quarter": 90, "half": 180}
"""Days that the page looks back."""


@dataclass(frozen=True, slots=True)
class MissedLine:
    """Words with how often they found nothing, on how many days, and when last."""

    words: str
    count: int
    days: int
    last: dt.date


@dataclass(frozen=True, slots=True)
class MissedSearchesPage:
    """Everything on `/desk/missed-searches`."""

    lines: tuple[MissedLine, ...]
    period: str


def missed_searches_page(session: Session, period: str) -> MissedSearchesPage:
    """Return what found nothing within the period, in one statement; the page is for staff."""
    period = period if period in PERIODS else "month"
    since = clock.now().date() - dt.timedelta(days=PERIODS[period])
    total = func.sum(MissedSearch.count)
    rows = session.execute(
        select(
            MissedSearch.words,
            total.label("total"),
            func.count().label("days"),
            func.max(MissedSearch.day).label("last"),
        )
        .where(MissedSearch.day > since)
        .group_by(MissedSearch.words)
        .order_by(total.desc(), MissedSearch.words)
        .limit(MOST)
    )
    return MissedSearchesPage(
        tuple(MissedLine(row.words, int(row.total), row.days, row.last) for row in rows), period
    )
