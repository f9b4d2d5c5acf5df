"""Plain text, excerpts, digests, titles and mail addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.emails import BadEmail, clean_email, email_key, mask_email
from community.text.markdown import render
from community.text.plain import digest, excerpt, plain, words
from community.text.titles import BadTitle, clean_title, slug


def test_plain_text_reads_well() -> None:
    html = render(
        "# Titel\n\na *b*\nc\n\n- x\n- y\n\n  z\n\n```\n  1\n\n  2\n```\n\n|a|b|\n|-|-|\n|1|2|\n\n![Bild](/uploads/a)"
    )
    assert plain(html) == "Titel\n\na b\nc\n\n- x\n\n- y\n\nz\n\n  1\n\n  2\n\na b\n1 2\n\nBild"
    assert plain("<p>a &lt;b&gt; &amp;</p>") == "a <b> &"
    assert plain("<ul><li></li></ul>") == ""
    assert plain("") == ""


@pytest.mark.parametrize(
    ("html", "limit", "expected"),
    [
        ("<p>kurz</p>", 160, "kurz"),
        ("<p>eins zwei drei</p>", 10, "eins zwei…"),
        ("<p>" + "x" * 50 + "</p>", 10, "xxxxxxxxx…"),
        ("<p>a</p><p>b</p>", 160, "a b"),
        ("<p>a:</p><ul><li>b - c</li><li>d</li></ul>", 160, "a: b - c d"),
        ("<p>eins, zwei, drei</p>", 11, "eins, zwei…"),
    ],
)
def test_excerpts_end_between_words(html: str, limit: int, expected: str) -> None:
    assert excerpt(html, limit) == expected


@given(st.text(), st.integers(min_value=5, max_value=200))
def test_excerpts_keep_to_the_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit


def test_digests_tell_how_parts_were_cut() -> None:
    assert (
        len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest("1:a"), digest()})
        == 6
    )
    assert digest("ä") == digest("ä")
    assert len(digest("\ud800")) == 64


def test_words() -> None:
    assert words("WLAN-Kabel, geht's? (ja) 2,4") == ["WLAN-Kabel", "geht's", "ja", "2", "4"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Kein   Netz\nzu Hause ", "Kein Netz zu Hause"),
        ("Ke\u200bin\u202e Netz\x07", "Kein Netz"),
        ("Gru\u0308ße", "Grüße"),
        ("a \u200b \u200b bcd", "a bcd"),
    ],
)
def test_titles(raw: str, expected: str) -> None:
    assert clean_title(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code"),
    [("abcd", "too_short"), ("\u200b" * 9, "too_short"), ("x" * 151, "too_long"), ("?????!", "no_words")],
)
def test_bad_titles(raw: str, code: str) -> None:
    with pytest.raises(BadTitle) as caught:
        clean_title(raw)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Größe & Übertragung: läuft nicht!", "groesse-uebertragung-laeuft-nicht"),
        ("Café Łódź STRAẞE", "cafe-lodz-strasse"),
        ("漢字", "thread"),
        ("", "thread"),
        ("wort " * 20, "wort-wort-wort-wort-wort-wort-wort-wort-wort-wort-wort-wort"),
        ("x" * 100, "x" * 60),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text())
def test_slugs_are_addresses(title: str) -> None:
    text = slug(title)
    assert 0 < len(text) <= 60
    assert text.isascii() and text.replace("-", "").isalnum() and text == text.lower()
    assert text[0] != "-" != text[-1]


def test_mail_addresses() -> None:
    assert clean_email(" Jo.Doe+x@Example.DE ") == "Jo.Doe+x@example.de"
    assert email_key("Jo.Doe+X@Example.DE") == "jo.doe+x@example.de"
    for bad in ("", "a", "a@", "a@b", "a b@c.de", "a@b@c.de", "a@b.de\nBcc: x@y.de"):
        with pytest.raises(BadEmail) as caught:
            clean_email(bad)
        assert caught.value.code == "bad_email"


def test_mail_addresses_are_masked() -> None:
    assert mask_email("Frag johanna.doe@mail.example.de, oder a@b.de.") == "Frag jo…@…, oder a…@…."
    assert mask_email("ohne @name") == "ohne @name"
