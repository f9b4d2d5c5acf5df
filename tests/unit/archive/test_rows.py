"""Rows in an archive: whatever a column can hold comes back as it was, and nothing left out is missed by others."""

import datetime as dt

import pytest
from sqlalchemy import JSON, Boolean, Date, Enum, Integer, LargeBinary, String, null

from community.archive.rows import BadRow, from_line, to_line
from community.archive.tables import FLEETING, every_table
from community.model.base import UtcDateTime, metadata

KNOWN = (Integer, String, Boolean, Enum, JSON, UtcDateTime, Date, LargeBinary)
BY_NAME = {table.name: table for table in every_table()}


def test_every_column_is_of_a_type_that_has_a_form_in_an_archive():
    found = [
        str(column)
        for table in every_table()
        for column in table.columns
        if not isinstance(column.type, KNOWN)
    ]
    assert found == []
    assert BY_NAME.keys() == metadata.tables.keys()


def test_nothing_refers_to_what_is_left_out():
    found = [
        str(key.name)
        for table in every_table()
        for key in table.foreign_key_constraints
        if key.referred_table.name in FLEETING and table.name not in FLEETING
    ]
    assert found == []


ROWS = [
    ("view_salts", {"day": dt.date(2026, 2, 28), "salt": bytes(range(32))}),
    (
        "site_settings",
        {
            "key": "ä\u2028\x1f\"\\",
            "value": {"b": [1, None, "ß"], "a": None},
            "changed_by_id": None,
            "changed_at": dt.datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=dt.UTC),
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_a_row_comes_back_as_it_was(table, row):
    line = to_line(row)
    assert line.count(b"\n") == 1
    assert len(line.splitlines()) == 1
    assert from_line(BY_NAME[table], line) == row
    assert to_line(dict(reversed(row.items()))) == line


def test_times_are_the_same_wherever_they_are_kept():
    berlin = dt.timezone(dt.timedelta(hours=1))
    at = dt.datetime(2026, 3, 2, 10, tzinfo=berlin)
    assert to_line({"at": at}) == to_line({"at": at.astimezone(dt.UTC)})


def test_nothing_in_a_json_column_is_the_json_word_for_it():
    row = {"key": "k", "value": None, "changed_by_id": None, "changed_at": ROWS[1][1]["changed_at"]}
    found = from_line(BY_NAME["site_settings"], to_line(row))
    assert found["value"] is None
    assert not isinstance(found["changed_by_id"], type(null()))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"day":"2026-02-28"}',
        b'{"day":"2026-02-28","salt":"AA==","more":1}',
        b'{"day":"2026-02-30","salt":"AA=="}',
        b'{"day":5,"salt":"AA=="}',
        b'{"day":"2026-02-28","salt":"\xc3\xa4"}',
        b'{"day":"2026-02-28","salt":{}}',
    ],
    ids=range(12),
)
def test_what_is_no_row_is_refused(line):
    with pytest.raises(BadRow):
        from_line(BY_NAME["view_salts"], line)
