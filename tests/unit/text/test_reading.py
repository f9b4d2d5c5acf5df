"""What staff see about a text: mentions, likeness, findings and differences."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.alignment import STEPS, Budget, align
from community.text.diff import DiffRow, Piece, word_diff
from community.text.findings import Finding, findings
from community.text.mentions import MOST, mentions
from community.text.similarity import overlap, shingles


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Hallo @Mara_K, und @rolf.", ["Mara_K", "rolf"]),
        ('Frag @"Rolf L" oder @rolf', ["Rolf L", "rolf"]),
        ("@Mara und @mara", ["Mara"]),
        ("`@a1` und\n\n```\n@bb\n```\n\n    @cc\n\n[@dd](/x) http://a.de/@ee mail@ff.de", []),
        ("> @Mara sagte\n\n@Jürgen", ["Jürgen"]),
        ("**@Mara**, (@Ole)\n@Svea ![@ii](/uploads/x)", ["Mara", "Ole", "Svea"]),
        ("@a @@bb @__ @", []),
        ("", []),
    ],
)
def test_mentions(source: str, names: list[str]) -> None:
    assert mentions(source) == names


def test_a_shout_is_cut() -> None:
    assert len(mentions(" ".join(f"@name{i}" for i in range(100)))) == MOST


ANSWER = "Stell den Kanal im Router fest ein, dann bleibt die Verbindung auch abends stehen und du hast Ruhe."


def test_likeness() -> None:
    mine = shingles(ANSWER)
    assert overlap(mine, mine) == 1
    assert overlap(mine, shingles(ANSWER.upper().replace(",", " –"))) == 1
    assert (
        overlap(
            mine,
            shingles("Ganz andere Wörter stehen hier, nämlich mindestens zwölf, damit es zählt und gilt."),
        )
        == 0
    )
    assert 0.3 < overlap(mine, shingles(ANSWER.replace("Verbindung", "Leitung"))) < 0.8
    assert overlap(frozenset(), mine) == 0
    assert shingles("Danke, das hat geholfen!") == frozenset()
    assert all(-(2**63) <= number < 2**63 for number in mine)


def test_quotes_links_and_code_are_nobodys_words() -> None:
    assert shingles(f"> {ANSWER}\n\nDanke!") == frozenset()
    assert shingles(f"```\n{ANSWER}\n```\n\n`{ANSWER}` [{ANSWER}](/x)") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DE89 3704 0044 0532 0130 00", [("iban", "DE89 3704 0044 0532 0130 00")]),
        ("de89370400440532013000.", [("iban", "de89370400440532013000")]),
        ("DE88 3704 0044 0532 0130 00", []),
        ("Karte 4111 1111 1111 1111!", [("card", "4111 1111 1111 1111")]),
        ("4111-1111-1111-1112", []),
        ("Ruf +49 30 1234567 an", [("phone", "+49 30 1234567")]),
        ("0431/555 12 34", [("phone", "0431/555 12 34")]),
        ("(0431) 555-1234", [("phone", "0431) 555-1234")]),
        ("192.168.1.1 und 10.000 Euro am 01.02.2026, 250 Mbit", []),
        ("0431-5551234@example.de", [("email", "0431-5551234@example.de")]),
        ("jo@example.de", [("email", "jo@example.de")]),
        ("für die UNANNEHMLICHKEITEN", [("stock_phrase", "UNANNEHMLICHKEITEN")]),
        ("We apologize  for the\ninconvenience", [("stock_phrase", "We apologize  for the\ninconvenience")]),
        ("unzeitnahes", []),
        ("a@b.de, +49 30 1234567, a@b.de", [("email", "a@b.de"), ("phone", "+49 30 1234567")]),
    ],
)
def test_findings(text: str, expected: list[tuple[str, str]]) -> None:
    assert findings(text) == [Finding(code, excerpt) for code, excerpt in expected]


def test_the_list_of_phrases_is_editable() -> None:
    assert findings("Herzliche Grüße (zeitnah)", ["herzliche grüße"]) == [
        Finding("stock_phrase", "Herzliche Grüße")
    ]
    assert findings("zeitnah", []) == []
    assert findings("zeitnah", [" "]) == []


@pytest.mark.parametrize(
    "pattern", ["DE12 ", "1", "4 ", "+49 ", "0049-", "a@", "a@b.de ", "a.", "bitten wir ", "- ", "(("]
)
def test_findings_are_cheap(pattern: str, linear: Callable[..., None]) -> None:
    linear(findings, pattern)


def test_one_word_is_one_change() -> None:
    diff = word_diff("Eins.\n\nDas ist alt und gut.\n\nDrei.", "Eins.\n\nDas ist neu und gut.\n\nDrei.")
    assert diff.changes == 1
    assert [row.kind for row in diff.rows] == ["same", "changed", "same"]
    assert diff.rows[1].old == (Piece("Das ist ", "same"), Piece("alt", "del"), Piece(" und gut.", "same"))
    assert diff.rows[1].new == (Piece("Das ist ", "same"), Piece("neu", "ins"), Piece(" und gut.", "same"))


def test_words_in_a_row_are_one_change() -> None:
    diff = word_diff("Die Frist von drei Monaten gilt.", "Die Frist von einem Monat gilt.")
    assert diff.changes == 1
    assert diff.rows[0].old[1] == Piece("drei Monaten", "del")
    assert diff.rows[0].new[1] == Piece("einem Monat", "ins")


def test_paragraphs_come_and_go() -> None:
    assert word_diff("", "") == word_diff("\n\n", "\r\n")
    assert word_diff("", "a").rows == (DiffRow("added", (), (Piece("a", "ins"),)),)
    assert word_diff("a", "").rows == (DiffRow("removed", (Piece("a", "del"),), ()),)
    diff = word_diff("Alles ganz anders hier.\n\nBleibt.", "Vollkommen neue Worte!\n\nBleibt.\n\nDazu.")
    assert [row.kind for row in diff.rows] == ["removed", "added", "same", "added"]
    assert diff.changes == 3


def test_places_are_counted_across_both_sides() -> None:
    old, new = "a b c d e f g h i j", "a c d X e f g Y i j"
    assert word_diff(old, new).changes == 3


REPETITIVE = [
    ("a " * 16_000, "b " * 16_000),
    ("a b " * 8_000, "b a " * 8_000),
    ("x y z. " * 4_500, "x z y. " * 4_500),
    ("a\n\n" * 10_000, "b\n\na\n\n" * 5_000),
    ("a b\n\n" * 6_000, "a c\n\n" * 6_000),
    ("\n".join("ab" * (i % 7) for i in range(5_000)), "\n".join("ab" * (i % 11) for i in range(5_000))),
]


@pytest.mark.parametrize(("old", "new"), REPETITIVE)
def test_repetitive_bodies_are_bounded(old: str, new: str, cost: Callable[..., float]) -> None:
    assert cost(lambda text: word_diff(text, new), old) < 0.5


def test_the_budget_bounds_the_work_and_is_shared() -> None:
    budget = Budget()
    old, new = ["a", "b"] * 8_000, ["b", "a", "c"] * 5_000
    assert [span.kind for span in align(old, new, budget)] == ["replace"]
    assert -STEPS < budget.steps < 0
    assert [span.kind for span in align(["x", "y"], ["y", "x"], budget)] == ["replace"]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_alignment_covers_both_sides(old: list[str], new: list[str]) -> None:
    i = j = 0
    last = ""
    for span in align(old, new, Budget()):
        assert (span.old_start, span.new_start) == (i, j)
        i, j = span.old_end, span.new_end
        if span.kind == "same":
            assert old[span.old_start : i] == new[span.new_start : j]
        assert (last, span.kind) != ("replace", "replace")
        last = span.kind
    assert (i, j) == (len(old), len(new))


TEXTS = st.lists(
    st.sampled_from(["Eins zwei drei.", "Eins zwei vier.", "Ganz anders", "x", "ä ö"]), max_size=6
).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_every_row_gives_back_its_paragraphs(old: str, new: str) -> None:
    rows = word_diff(old, new).rows
    assert "\n\n".join("".join(p.text for p in row.old) for row in rows if row.old) == old
    assert "\n\n".join("".join(p.text for p in row.new) for row in rows if row.new) == new
    assert word_diff(old, old).changes == 0
