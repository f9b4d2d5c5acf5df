"""Words: every message of the sources has its German, written by hand, with the same placeholders."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.util import pathmatch

from tests.house.sources import ROOT

GERMAN = ROOT / "community" / "translations" / "de" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
SAME = {
    "Code",
    "In: %(title)s",
    "Link",
    "Mail",
    "Name",
    "Router",
    "Status",
    "Team",
    "Text",
    "%(name)s, %(time)s",
}
"""Messages that German says as English does."""
NEVER = re.compile(r"\bleider\b|Unannehmlichkeit|[!\"“](?=\w)|!|'|\.\.\.|\b(Sie|Ihre?[mnrs]?)\b")
"""No excuses, no shouting, no typewriter quotes, nobody called Sie."""
QUOTED_SIE = {"says “Sie”"}


def extracted() -> Iterator[str | tuple[str, ...]]:
    """Yield every message of the package and the templates, as `babel.cfg` finds them."""
    with (ROOT / "babel.cfg").open() as file:
        methods, _ = parse_mapping_cfg(file)
    for pattern, method in methods:
        top = ROOT / pattern.partition("/")[0]
        for path in sorted(top.rglob("*")):
            if path.is_file() and pathmatch(pattern, path.relative_to(ROOT).as_posix()):
                for _, message, _, _ in extract_from_file(method, path, keywords=KEYWORDS):
                    yield message


@pytest.fixture(scope="module")
def messages() -> set[str | tuple[str, ...]]:
    """Every message once."""
    return set(extracted())


@pytest.fixture(scope="module")
def german() -> Catalog:
    """The German catalogue."""
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de")


def sentences(message: Message) -> tuple[str, ...]:
    """Return the German of a message: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def words_of(german: Catalog) -> list[Message]:
    """Return the messages of the catalogue without its head."""
    return [message for message in german if message.id]


def test_finds_messages_in_sources_and_templates(messages):
    assert "Skip to content" in messages
    assert "Saved." in messages
    assert ("%(num)s answer", "%(num)s answers") in messages


def test_every_message_has_its_german(messages, german):
    told = {message.id for message in words_of(german) if all(sentences(message))}
    # A message that is also said with a number is kept once, with its plural.
    told |= {identity[0] for identity in told if isinstance(identity, tuple)}
    assert sorted(map(str, messages - told)) == []


def test_keeps_no_german_that_nobody_says(messages, german):
    assert sorted(str(message.id) for message in words_of(german) if message.id not in messages) == []
    assert list(german.obsolete) == []


def test_no_german_was_guessed(german):
    assert [message.id for message in words_of(german) if message.fuzzy] == []


def test_has_every_plural_form(german):
    plurals = [message for message in words_of(german) if isinstance(message.id, tuple)]
    assert german.num_plurals == 2
    assert [message.id for message in plurals if len(sentences(message)) != 2] == []


def test_placeholders_are_the_same(german):
    found = []
    for message in words_of(german):
        given = message.id if isinstance(message.id, str) else message.id[1]
        wanted = sorted(PLACEHOLDER.findall(given))
        found += [text for text in sentences(message) if sorted(PLACEHOLDER.findall(text)) != wanted]
    assert found == []


def test_german_is_not_english(german):
    same = {message.id for message in words_of(german) if message.id in sentences(message)}
    assert same == SAME


def test_german_keeps_its_voice(german):
    found = [
        text
        for message in words_of(german)
        if message.id not in QUOTED_SIE
        for text in sentences(message)
        if NEVER.search(text)
    ]
    assert found == []
