"""Excerpts show the best stretch with the words marked, as pieces that lose nothing."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from community.search.highlight import Marker, Piece
from tests.costs import cpu_seconds


def marked(text, *words, **more):
    return [piece.text for piece in Marker(words).highlight(text, **more) if piece.marked]


def test_a_compound_is_marked_by_its_part():
    assert marked("Mein Glasfaseranschluss ist tot.", "Anschluss") == ["Glasfaseranschluss"]


def test_other_forms_and_spellings_are_marked():
    assert marked("Die Stoerung: alle Anschlüsse gestört", "Störung", "Anschluss") == [
        "Stoerung", "Anschlüsse", "gestört",
    ]  # fmt: skip


def test_function_words_are_not_marked():
    assert marked("Der Router und die Lampe", "der", "Router", "und") == ["Router"]


def test_without_words_the_beginning_is_shown():
    pieces = Marker(()).highlight("Anfang " * 100)
    assert pieces[0].text.startswith("Anfang")
    assert pieces[-1] == Piece(" …", False)


def test_the_stretch_with_most_words_is_chosen():
    text = "Router. " + "Füllwort " * 80 + "der Router mit der Lampe blinkt " + "Füllwort " * 80
    pieces = Marker(("Router", "Lampe", "blinkt")).highlight(text)
    assert [piece.text for piece in pieces if piece.marked] == ["Router", "Lampe", "blinkt"]
    assert pieces[0].text == "… "


def test_a_stretch_moves_on_over_repeated_words():
    text = "Router " * 60 + "Füllwort " * 60 + "Lampe blinkt am Router"
    assert marked(text, "Router", "Lampe", "blinkt") == ["Lampe", "blinkt", "Router"]


def test_a_text_without_spaces_is_cut_anyway():
    assert len(Marker(("Router",)).highlight("x" * 500)[0].text) == 220


def test_markup_stays_text():
    assert (
        "".join(piece.text for piece in Marker(("Router",)).highlight("<b>Router</b> & <i>"))
        == "<b>Router</b> & <i>"
    )


@given(st.text(max_size=800), st.lists(st.text(max_size=12), max_size=4), st.integers(20, 300))
def test_pieces_are_a_stretch_of_the_text(text, words, limit):
    pieces = Marker(words).highlight(text, limit)
    shown = "".join(piece.text for piece in pieces)
    flat = " ".join(text.split())
    assert shown.removeprefix("… ").removesuffix(" …") in flat or shown in flat
    assert len(shown) <= limit + 4
    assert all(piece.text for piece in pieces)


def test_long_texts_take_little_time():
    for text in ("Router " * 9_000, "x" * 64_000, "ö-" * 32_000):
        marker = Marker(("Router", "Glasfaseranschluss"))
        assert cpu_seconds(partial(marker.highlight, text), enough=1) < 1
