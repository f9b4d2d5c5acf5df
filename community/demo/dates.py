"""Fills in days and months, so that what people write fits the day the demo is made."""

import datetime as dt
import re
from typing import Final
from zoneinfo import ZoneInfo

BERLIN: Final = ZoneInfo("Europe/Berlin")
_MARK: Final = re.compile(r"\{(day|month|weekday|tag|monat|wochentag)([+-]\d+)?\}")
_DAYS: Final = (
    ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
_MONTHS: Final = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "January February March April May June July August September October November December".split(),
)


def dated(text: str, end: dt.datetime) -> str:
    """Return `text` with {tag-3} as a German day three days before `end`, {day+9} as an English one after it.

    {monat-1} and {month-1} are names of months, {wochentag-2} and {weekday-2} of days.
    """
    return _MARK.sub(lambda mark: _words(mark[1], int(mark[2] or 0), end.astimezone(BERLIN)), text)


def _words(what: str, shift: int, end: dt.datetime) -> str:
    english = what in ("day", "month", "weekday")
    months, days = _MONTHS[english], _DAYS[english]
    if what in ("month", "monat"):
        return months[(end.month - 1 + shift) % 12]
    day = end.date() + dt.timedelta(days=shift)
    if what in ("weekday", "wochentag"):
        return days[day.weekday()]
    month = months[day.month - 1]
    return f"{day.day} {month}" if english else f"{day.day}. {month}"
