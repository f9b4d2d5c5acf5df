"""Reduce a name to what the eye takes from it, so that look-alikes become equal."""

import unicodedata
from functools import cache

from confusable_homoglyphs import confusables

from community.text.characters import without_invisible
from community.text.german import fold_german, without_accents


def name_key(name: str) -> str:
    """Return the skeleton of a name: names with equal skeletons can be taken for each other. A skeleton is
    its own skeleton.
    """
    text = unicodedata.normalize("NFKC", without_invisible(name))
    text = "".join(_latin(char) for char in text)
    return _strokes(without_accents(fold_german(text.casefold())))


def _strokes(text: str) -> str:
    text = "".join(char for char in text.casefold() if char.isalnum() or char == "|")
    for seen, meant in (("0", "o"), ("1", "l"), ("i", "l"), ("|", "l"), ("rn", "m"), ("vv", "w")):
        text = text.replace(seen, meant)
    return text


@cache
def _latin(char: str) -> str:
    """Map a letter of another script to the Latin one it looks like, if any; `В` before `в`, as the capital
    may be the look-alike.
    """
    if char < "\x80" or unicodedata.name(char, "").startswith("LATIN"):
        return char
    for form in (char, char.casefold()):
        for likeness in confusables.confusables_data.get(form, ()):
            likely: str = likeness["c"]
            if likely.isascii() and likely.isalnum():
                return likely
    return char
