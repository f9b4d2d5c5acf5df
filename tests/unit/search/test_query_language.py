"""What people type becomes words, phrases, minus words and filters, and nothing they type is an error."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.search.engine import Query
from community.search.query_language import LONGEST_INPUT, ParsedQuery, fallback_words, parse


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Query()),
        ("Router blinkt rot", Query(text="Router blinkt rot")),
        ('"rote Lampe" Router', Query(text="Router", phrases=("rote Lampe",))),
        ("„rote Lampe“", Query(phrases=("rote Lampe",))),
        ("Router -Telefon", Query(text="Router", must_not=("Telefon",))),
        ('Router -"rote Lampe"', Query(text="Router", must_not=("rote Lampe",))),
        ("E-Mail - geht", Query(text="E-Mail geht")),
        ("status:solved", Query(status="solved")),
        ("status:offen x", Query(text="x", status="open")),
        ("zustand:unbeantwortet", Query(status="unanswered")),
        ("STATUS:Gelöst", Query(status="solved")),
        ("tag:DSL schlagwort:wlan", Query(tags=("dsl", "wlan"))),
        ('tag:"fritz box"', Query(tags=("fritz box",))),
        ("from:@Anna von:Bert", Query(authors=("Anna", "Bert"))),
        ("staff:yes team:ja", Query(staff=True)),
        ("kind:idea art:frage", Query(kinds=("idea", "question"))),
        ("after:2024-02-03", Query(after=dt.date(2024, 2, 3))),
        ("seit:3.2.2024 vor:2025", Query(after=dt.date(2024, 2, 3), before=dt.date(2025, 1, 1))),
        ("before:2024-05", Query(before=dt.date(2024, 5, 1))),
        ("in:title in:titel", Query(in_title=True)),
        ("after:2024-02-31", Query(text="after:2024-02-31")),
        ("status:purple", Query(text="status:purple")),
        ("http://a.example", Query(text="http://a.example")),
        ("Fehler: 0x80070005", Query(text="Fehler: 0x80070005")),
        ('"', Query()),
        ('"" -', Query()),
        ('ab" cd', Query(text="ab cd")),
    ],
)
def test_it_is_read_as_meant(typed, query):
    assert parse(typed) == ParsedQuery(query)


def test_boards_are_named_apart():
    assert parse("board:Festnetz bereich:mobil x") == ParsedQuery(Query(text="x"), ("festnetz", "mobil"))


@given(st.text(max_size=300) | st.text(alphabet=':"-„“ status:board in\0', max_size=60))
def test_nothing_is_an_error(typed):
    parsed = parse(typed)
    assert isinstance(parsed.query.words, str)
    assert all(fallback_words(parsed.query))


def test_long_input_is_cut():
    assert len(parse("wort " * 10_000).query.text) <= LONGEST_INPUT


def test_the_database_gets_plain_words():
    assert fallback_words(parse('Glasfaser% _geht_ "nicht mehr"').query) == [
        "glasfaser",
        "nicht",
        "geht",
        "mehr",
    ]
