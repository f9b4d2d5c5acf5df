"""Mails say what they should, and nothing anybody smuggled in."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage

import pytest

from community.effects.mailing import WITH_LINK, WITHOUT_LINK
from community.mail import account_letters
from community.mail.letters import Letter, build, unlinked

SENDER = Address("Zuruf", "noreply", "zuruf.example")
HOSTILE = "Jana\r\nBcc: victim@example.org\r\n\r\n<a href='http://evil.example'>evil.example</a>"


def sent(letter: Letter) -> EmailMessage:
    """The mail as it arrives."""
    message = build(letter, sender=SENDER, to="jana@example.org")
    received = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert isinstance(received, EmailMessage)
    return received


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_text_and_html_say_the_same() -> None:
    button = ("Öffnen", "https://zuruf.example/x?a=1&b=2")
    letter = Letter("Betreff", ("Hallo Jörg,", "zwei\nZeilen"), button, ("Warum",))
    message = sent(letter)
    assert message["Subject"] == "Betreff"
    assert message["To"] == "jana@example.org"
    assert message["From"] == "Zuruf <noreply@zuruf.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] and message["Message-ID"]
    words = "Hallo Jörg,\n\nzwei\nZeilen\n\nÖffnen:\nhttps://zuruf.example/x?a=1&b=2\n\n-- \nWarum"
    assert words in body(message, "plain")
    html = body(message, "html")
    assert "zwei<br>" in html
    assert 'href="https://zuruf.example/x?a=1&amp;b=2"' in html
    assert "Warum" in html


def test_no_header_can_be_smuggled_in() -> None:
    message = sent(Letter(HOSTILE, ("x",)))
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]


@pytest.mark.parametrize(
    "to", ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "not an address"]
)
def test_one_mail_goes_to_one_address(to: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        build(Letter("s", ("p",)), sender=SENDER, to=to)


@pytest.mark.parametrize(
    "name", ["evil.example", "http://evil.example", "a@evil.example", "www.evil.example/x", HOSTILE]
)
def test_names_never_become_links(name: str) -> None:
    message = sent(
        account_letters.confirm_email(str, name=name, site=name, url="https://zuruf.example/y", language="de")
    )
    for text in (body(message, "plain"), body(message, "html"), str(message["Subject"])):
        assert not re.search(r"evil\.example|//evil|@evil|@example", text)
    assert body(message, "html").count("<a ") == 1


def test_long_subjects_are_cut() -> None:
    assert len(str(sent(Letter("w" * 400, ("x",)))["Subject"])) == 150


def test_plain_words_stay_as_they_are() -> None:
    assert unlinked("Jörg-Uwe O. Meier 3.") == "Jörg-Uwe O. Meier 3."


LETTERS = {**WITHOUT_LINK, **{kind: made for kind, (made, *_) in WITH_LINK.items()}}


@pytest.mark.parametrize("make", LETTERS.values(), ids=LETTERS)
def test_every_letter_is_translated_and_has_its_link(make: Callable[..., Letter]) -> None:
    url = "https://zuruf.example/z"
    letter = make(lambda words: f"«{words}»", name="Jana", site="Zuruf", url=url, language="de")
    assert letter.button is not None
    assert letter.button[1] == url
    assert letter.paragraphs[0] == "«Hello Jana,»"
    words = (letter.subject, *letter.paragraphs, letter.button[0], *letter.foot)
    assert all(sentence.startswith("«") for sentence in words)
    assert url in body(sent(letter), "plain")
