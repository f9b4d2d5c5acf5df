"""Titles of threads and the part of an address made from them."""

import re
import unicodedata
from typing import Final

from community.text.characters import without_invisible
from community.text.german import fold_german, without_accents

SHORTEST: Final = 5
#: What a list shows on two lines of a phone.
LONGEST: Final = 150
LONGEST_SLUG: Final = 60
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


class BadTitle(ValueError):
    """A title can't be used; `code` is `too_short`, `too_long` or `no_words`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_title(raw: str) -> str:
    """Return the title on one line, composed (NFC), without unseen characters; raises `BadTitle` outside 5 to
    150 characters.
    """
    spaced = " ".join(raw.split())
    title = unicodedata.normalize("NFC", " ".join(without_invisible(spaced).split()))
    if len(title) < SHORTEST:
        raise BadTitle("too_short")
    if len(title) > LONGEST:
        raise BadTitle("too_long")
    if not any(char.isalnum() for char in title):
        raise BadTitle("no_words")
    return title


def slug(title: str) -> str:
    """Return lower-case ASCII words joined by hyphens, at most 60 characters; `thread` if nothing is left."""
    text = _NOT_SLUG.sub("-", without_accents(fold_german(title)).lower()).strip("-")
    if len(text) > LONGEST_SLUG:
        # a whole word less, unless the first word alone is too long
        text = text[: LONGEST_SLUG + 1].rpartition("-")[0] or text[:LONGEST_SLUG]
    return text or "thread"
