"""Dates, spans and numbers read as people of the language write them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from community.web.filters import ago, day, filters, moment, month, number, percent, size, span, stamp

NOW = dt.datetime(2026, 3, 12, 13, 40, tzinfo=dt.UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("minutes", "german", "english"),
    [
        (0, "vor 1\u202fMin.", "1\u202fmin. ago"),
        (12, "vor 12\u202fMin.", "12\u202fmin. ago"),
        (240, "vor 4\u202fStd.", "4\u202fhr. ago"),
        (-30, "in 30\u202fMin.", "in 30\u202fmin."),
        (60 * 48, "10. März", "March 10"),
        (60 * 24 * 400, "5. Februar 2025", "February 5, 2025"),
    ],
)
def test_how_long_ago(minutes: int, german: str, english: str) -> None:
    at = NOW - dt.timedelta(minutes=minutes)
    assert ago(at, NOW, "de", BERLIN) == german
    assert ago(at, NOW, "en", BERLIN) == english


def test_a_day_is_the_day_of_the_zone() -> None:
    late = dt.datetime(2026, 3, 11, 23, 30, tzinfo=dt.UTC)
    assert day(late, NOW, "de", BERLIN) == "12. März"
    assert day(dt.date(2026, 3, 11), NOW, "de", BERLIN) == "11. März"


def test_stamps_leave_today_out() -> None:
    assert stamp(NOW, NOW, "de", BERLIN) == "14:40"
    assert stamp(NOW - dt.timedelta(days=2), NOW, "de", BERLIN) == "10. März, 14:40"
    assert moment(NOW, "de", BERLIN) == "Donnerstag, 12. März 2026, 14:40"
    assert month(NOW.date(), "de") == "März 2026"


@pytest.mark.parametrize(
    ("length", "german"),
    [
        (dt.timedelta(seconds=20), "1\u202fMin."),
        (dt.timedelta(minutes=17), "17\u202fMin."),
        (dt.timedelta(hours=2), "2\u202fStd."),
        (dt.timedelta(minutes=96), "1\u202fStd. 36\u202fMin."),
        (dt.timedelta(days=3), "3\u202fTage"),
    ],
)
def test_spans(length: dt.timedelta, german: str) -> None:
    assert span(length, "de") == german


def test_numbers() -> None:
    assert number(18432, "de") == "18.432"
    assert percent(99.6, "de") == "99,6\xa0%"
    assert percent(83.2, "en") == "83%"


@pytest.mark.parametrize(
    ("count", "german"),
    [
        (1, "1\u202fB"),
        (999, "999\u202fB"),
        (1000, "1\u202fkB"),
        (15_140, "15,1\u202fkB"),
        (1_250_000, "1,2\u202fMB"),
        (2_500_000_000, "2.500\u202fMB"),
    ],
)
def test_sizes(count: int, german: str) -> None:
    assert size(count, "de") == german


def test_filters_ask_for_language_and_time_at_every_use() -> None:
    language = "de"
    made = filters(lambda: language, lambda: BERLIN, lambda: NOW)
    assert made["ago"](NOW) == "vor 1\u202fMin."
    language = "en"
    assert made["ago"](NOW) == "1\u202fmin. ago"
    assert made["iso"](NOW) == "2026-03-12T13:40:00+00:00"
    assert made["time_of_day"](NOW) == "14:40"
    assert [made[name](NOW) for name in ("day", "stamp", "moment")] == [
        "March 12",
        "14:40",
        "Thursday, March 12, 2026, 14:40",
    ]
    assert (
        made["month"](NOW.date()),
        made["span"](dt.timedelta(0)),
        made["number"](1),
        made["percent"](1),
    ) == ("March 2026", "1\u202fmin", "1", "1%")
