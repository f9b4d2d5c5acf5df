"""Characters that can't be seen, or that turn the line around."""

import unicodedata
from typing import Final

# Letters and marks by category, yet drawn as nothing: fillers, joiners, variation selectors.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def is_invisible(char: str) -> bool:
    """Say whether a character is a control, bidi, zero-width, private or otherwise unseen one (a space is
    none of them).
    """
    return char in _BLANK or unicodedata.category(char) in _UNSEEN


def without_invisible(text: str) -> str:
    """Return `text` without invisible characters."""
    return "".join(char for char in text if not is_invisible(char))
