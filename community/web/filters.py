"""Filters: dates, spans and numbers as people of a language read them; pure, babel does the words."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_decimal, format_percent

_NARROW = "\u202f"
_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)
_KEPT = 4096
"""Words of dates that are remembered: babel takes a tenth of a page's time to find those of a list."""


def ago(at: dt.datetime, now: dt.datetime, locale: str, zone: dt.tzinfo) -> str:
    """Return how long ago `at` was, up to 24 hours; the day after that."""
    passed = now - at
    if passed >= _DAY or passed <= -_DAY:
        return day(at, now, locale, zone)
    span = -max(passed, _MINUTE) if passed >= -_MINUTE else -passed
    return _distance(round(span.total_seconds()), locale)


def day(at: dt.datetime | dt.date, now: dt.datetime, locale: str, zone: dt.tzinfo) -> str:
    """Return the day of `at`, with its year when that is not this one."""
    date = at.astimezone(zone).date() if isinstance(at, dt.datetime) else at
    return _date(date, "MMMMd" if date.year == now.astimezone(zone).year else "long", locale)


def stamp(at: dt.datetime, now: dt.datetime, locale: str, zone: dt.tzinfo) -> str:
    """Return day and time; only the time when it was today."""
    time = time_of_day(at, locale, zone)
    if at.astimezone(zone).date() == now.astimezone(zone).date():
        return time
    return f"{day(at, now, locale, zone)}, {time}"


def moment(at: dt.datetime, locale: str, zone: dt.tzinfo) -> str:
    """Return the exact moment, for tooltips."""
    return f"{_date(at.astimezone(zone).date(), 'full', locale)}, {time_of_day(at, locale, zone)}"


def time_of_day(at: dt.datetime, locale: str, zone: dt.tzinfo) -> str:
    """Return hour and minute on the 24-hour clock."""
    return _time(at.astimezone(zone).time().replace(second=0, microsecond=0), locale)


def month(date: dt.date, locale: str) -> str:
    """Return month and year, for "member since"."""
    return format_skeleton("yMMMM", date, locale=locale)


def iso(at: dt.datetime | dt.date) -> str:
    """Return `at` for the machine-readable attribute of a time element."""
    return (
        at.astimezone(dt.UTC).isoformat(timespec="seconds") if isinstance(at, dt.datetime) else at.isoformat()
    )


def span(length: dt.timedelta, locale: str) -> str:
    """Return a length of time in its two largest units, such as "1 Std. 36 Min."."""
    if length >= 2 * _DAY:
        return _bind(format_timedelta(length, "day", threshold=1e9, locale=locale))
    # As `ago` does: nothing took no time.
    hours, minutes = divmod(max(round(length / _MINUTE), 1), 60)
    words = [_amount(hours, "hour", locale)] if hours else []
    if minutes:
        words.append(_amount(minutes, "minute", locale))
    return _bind(" ".join(words))


@lru_cache(_KEPT)
def number(value: float, locale: str) -> str:
    """Return a number with the language's separators."""
    return format_decimal(value, locale=locale)


def size(count: int, locale: str) -> str:
    """Return a number of bytes in the largest unit that leaves no more than three digits before the comma."""
    step = 0 if count < 1000 else 1 if count < 1_000_000 else 2
    amount = format_decimal(count / 1000**step, "#,##0.#", locale=locale)
    return f"{amount}{_NARROW}{('B', 'kB', 'MB')[step]}"


def percent(value: float, locale: str) -> str:
    """Return a percentage given as 0 to 100, with one decimal only above 99."""
    pattern = Locale.parse(locale).percent_formats[None].pattern
    return format_percent(
        value / 100, pattern.replace("##0", "##0.#") if 99 < value < 100 else pattern, locale=locale
    )


def filters(
    locale: Callable[[], str], zone: Callable[[], dt.tzinfo], now: Callable[[], dt.datetime]
) -> dict[str, Callable[..., Any]]:
    """Return the filters of the templates by name; language, zone and time are asked at every use."""
    return {
        "ago": lambda at: ago(at, now(), locale(), zone()),
        "day": lambda at: day(at, now(), locale(), zone()),
        "stamp": lambda at: stamp(at, now(), locale(), zone()),
        "moment": lambda at: moment(at, locale(), zone()),
        "time_of_day": lambda at: time_of_day(at, locale(), zone()),
        "month": lambda date: month(date, locale()),
        "iso": iso,
        "span": lambda length: span(length, locale()),
        "number": lambda value: number(value, locale()),
        "size": lambda count: size(count, locale()),
        "percent": lambda value: percent(value, locale()),
    }


@lru_cache(_KEPT)
def _date(date: dt.date, form: Literal["MMMMd", "long", "full"], locale: str) -> str:
    if form == "MMMMd":
        return format_skeleton(form, date, locale=locale)
    return format_date(date, form, locale=locale)


@lru_cache(_KEPT)
def _time(time: dt.time, locale: str) -> str:
    return format_time(time, "HH:mm", locale=locale)


@lru_cache(_KEPT)
def _distance(seconds: int, locale: str) -> str:
    """Return how far away a moment is, the past with a minus."""
    span = dt.timedelta(seconds=seconds)
    return _bind(format_timedelta(span, add_direction=True, format="short", locale=locale))


def _amount(number: int, unit: Literal["hour", "minute"], locale: str) -> str:
    seconds = {"hour": 3600, "minute": 60}[unit] * number
    return format_timedelta(dt.timedelta(seconds=seconds), unit, threshold=1e9, format="short", locale=locale)


def _bind(words: str) -> str:
    """Keep a number and its unit on one line."""
    head, *rest = words.split(" ")
    bound = head
    for word in rest:
        bound += (_NARROW if bound[-1].isdigit() else " ") + word
    return bound
