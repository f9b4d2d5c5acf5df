"""Find whom a text mentions."""

from typing import Final

from community.text.prose import prose
from community.text.references import MENTION, called

#: More are a shout, not a mention; each costs a look-up and a notification.
MOST: Final = 20


def mentions(source: str) -> list[str]:
    """Return the names mentioned in Markdown with `@name`, once each and in order; not in code, links and
    quotes (who quotes doesn't call).
    """
    names: dict[str, str] = {}
    for text in prose(source):
        for match in MENTION.finditer(text):
            name = called(match)
            names.setdefault(name.casefold(), name)
    names.pop("", None)
    return list(names.values())[:MOST]


def mention_of(name: str) -> str:
    """Return what mentions this name: in quotation marks where it would end too early."""
    plain = f"@{name}"
    return plain if mentions(plain) == [name] else f'@"{name}"'
