"""Links the people and questions that a text names: `@name` to the member, `#123` to the thread.

Only the name or the number is printed, never a title: the HTML is stored, and a thread that is hidden later
must not go on telling what it was about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

#: More are a table of contents; each costs a look-up.
MOST: Final = 20
# `@Mara_K`, or `@"Rolf L"` for names with a space; not inside `a@b`.
MENTION: Final = re.compile(r"(?<![\w@./+-])@(?:\"([^\"\n@]{2,30})\"|([\w.-]{2,60}))")
_NUMBER: Final = re.compile(r"(?<![\w#&/@.-])#([1-9][0-9]{0,8})(?![\w-])")
_REFERENCE: Final = re.compile(f"{MENTION.pattern}|{_NUMBER.pattern}")


@dataclass(frozen=True, slots=True)
class References:
    """What may be linked: addresses of members by the folded name, and numbers of threads."""

    members: Mapping[str, str] = field(default_factory=dict)
    threads: frozenset[int] = frozenset()


def called(match: re.Match[str]) -> str:
    """Return the name in a match of MENTION, without what ends a sentence."""
    return (match.group(1) or match.group(2)).strip(" _-.")


def numbers(pieces: list[str]) -> list[int]:
    """Return the numbers of threads that pieces of prose name, once each and in order."""
    found = [int(match.group(1)) for piece in pieces for match in _NUMBER.finditer(piece)]
    return list(dict.fromkeys(found))[:MOST]


def use(md: MarkdownIt) -> None:
    """Let `md` link what its environment has under "named"."""
    md.core.ruler.push("references", _link)


def _link(state: StateCore) -> None:
    known = state.env.get("named")
    if known is None:
        return
    for block in state.tokens:
        if block.type == "inline":
            block.children = _linked(known, block.children or [])


def _linked(known: References, tokens: list[Token]) -> list[Token]:
    out: list[Token] = []
    links = 0
    for token in tokens:
        links += (token.type == "link_open") - (token.type == "link_close")
        out += [token] if token.type != "text" or links else _split(known, token.content)
    return out


def _split(known: References, text: str) -> list[Token]:
    out, done = [], 0
    for match in _REFERENCE.finditer(text):
        address, end = _address(known, match)
        if address:
            out += [_text(text[done : match.start()]), Token("link_open", "a", 1, attrs={"href": address})]
            # The quotation marks are for us; people read `@Rolf L`.
            shown = f"@{called(match)}" if match.group(1) else text[match.start() : end]
            out += [_text(shown), Token("link_close", "a", -1)]
            done = end
    return [*out, _text(text[done:])]


def _address(known: References, match: re.Match[str]) -> tuple[str, int]:
    """The address a reference leads to, empty for none, and where its text ends."""
    if match.group(3):
        number = int(match.group(3))
        return (f"/threads/{number}" if number in known.threads else ""), match.end()
    name = called(match)
    # What ends the sentence belongs to it, not to the name.
    end = match.end() if match.group(1) else match.start() + 1 + len(name)
    if match.group(2) and not match.group(2).startswith(name):
        return "", end
    return known.members.get(name.casefold(), ""), end


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
