"""Texts are turned beside the process that writes: the same texts, whatever becomes of the workers."""

import multiprocessing

import pytest

from community.commands.imports import workers
from community.commands.imports.wording import kept_texts, without_addresses
from community.commands.imports.workers import ahead, turning

TEXTS = [("<p>One <b>two</b></p>", True), ("*three*", False), ("", True)]


def batches(count: int):
    return ((number, [*TEXTS, (f"text {number}", False)]) for number in range(count))


def turned(count: int):
    return [(number, kept_texts([*TEXTS, (f"text {number}", False)])) for number in range(count)]


def test_few_texts_are_turned_here():
    with turning(5) as turn:
        assert list(ahead(turn, batches(3))) == turned(3)
        assert multiprocessing.active_children() == []


@pytest.mark.kill
def test_many_texts_are_turned_in_processes_that_may_die(monkeypatch):
    monkeypatch.setattr(workers, "MANY", 0)
    with turning(5) as turn:
        going = ahead(turn, batches(40))
        first = [next(going) for _ in range(5)]
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        assert first + list(going) == turned(40)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to jo.doe@mail.example", "write to jo…@…"),
        ("@jo wrote, see https://social.example/@jo", "@jo wrote, see https://social.example/@jo"),
        ('<a href="mailto:jo@mail.example">me</a>', "<a >me</a>"),
        ("<a href='mailto:jo%40mail.example'>me</a>", "<a >me</a>"),
        ('jo@our<a href="http://-shop.example" rel="x">-shop.example</a>!', "jo…@…!"),
        ('<a href="http://star.ex">star.ex</a>@mail.example', "st…@…"),
    ],
)
def test_no_address_is_left_in_a_text(text, masked):
    assert without_addresses(text) == masked
