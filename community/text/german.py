"""German letters in plain ASCII."""

import re
import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS"}
)
_LATIN: Final = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?(?:LIGATURE|LETTER) (?:SMALL CAPITAL )?(?:DOTLESS )?([A-Z]{1,2})(?: WITH .*)?"
)


def fold_german(text: str) -> str:
    """Write umlauts and ß as they are spelt where there are none: `Größe` becomes `Groesse`."""
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def without_accents(text: str) -> str:
    """Write Latin letters without their marks and strokes (`é` e, `ø` o, `ʜ` h); other letters stay."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(_bare(char) for char in decomposed if not unicodedata.combining(char))


def _bare(char: str) -> str:
    match = _LATIN.fullmatch(unicodedata.name(char, "")) if char > "\x7f" else None
    return match.group(1).lower() if match else char
