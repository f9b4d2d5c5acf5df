"""Which names members may have, and which belong to the house."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from confusable_homoglyphs import categories

from community.text.characters import is_invisible
from community.text.lookalikes import name_key

__all__ = ["BadName", "clashes", "clean_name", "is_reserved", "name_key", "reserved_with"]

SHORTEST: Final = 2
LONGEST: Final = 30
_PUNCTUATION: Final = frozenset(" _-.'")
# What phones and keyboards make of an apostrophe; kept as the plain one.
_APOSTROPHES: Final = str.maketrans("’‘ʼ´`", "'''''")
# Two signs in a row, but for "J.-P. Müller".
_PILED_SIGNS: Final = re.compile(r"(?!\.-)[_.'-]{2}")
_CUT_SHORT: Final = re.compile(r"[^\W\d_]\.$")
_LETTERS: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd", "Mn", "Mc"})
_PILED_MARKS: Final = 3
# Scripts that are written together in one word.
_TOGETHER: Final = (frozenset({"HAN", "HIRAGANA", "KATAKANA"}), frozenset({"HAN", "HANGUL"}))
# Mail programs make links of these, even without a scheme.
_ADDRESS: Final = re.compile(
    r"https?\b|\bwww\b|\w\.(?:[a-z]{2}|com|net|org|info|biz|shop|app|dev|xyz|top|site|online)\b(?!\.?\w)",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"[ _.'-]+|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_LEET: Final = str.maketrans("34578", "eastb")
_UMLAUTS: Final = str.maketrans("äöüÄÖÜ", "aouAOU")

RESERVED: Final = frozenset(
    "abuse admin administration administrator agent anonymous betreiber bot community custom"
    " customercare customerservice everyone firma gast guest helpdesk hilfe hostmaster info jeder"
    " kundenberater kundenberatung kundenbetreuung kundendienst kundenservice kundensupport leitung"
    " management manager mitarbeiter mitarbeiterin mod moderation moderator moderatorin noreply null"
    " official offiziell operator owner postmaster redaktion robot root security service servicekraft"
    " servicemitarbeiter servicerobot serviceteam sicherheit staff superuser support supporter sysadmin"
    " system team technik techniker undefined unternehmen verified verifiziert"
    " vorstand webmaster zuruf".split()
)


class BadName(ValueError):
    """A name can't be used; `code` is `too_short`, `too_long`, `invisible`, `characters`, `punctuation`,
    `address` or `mixed_scripts`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean_name(raw: str) -> str:
    """Return the name composed (NFC) with single spaces, or raise `BadName` with the first thing wrong with
    it.
    """
    if any(is_invisible(char) for char in raw):
        raise BadName("invisible")
    name = unicodedata.normalize("NFC", " ".join(raw.translate(_APOSTROPHES).split()))
    if len(name) < SHORTEST:
        raise BadName("too_short")
    if len(name) > LONGEST:
        raise BadName("too_long")
    if not _well_spelt(name):
        raise BadName("characters")
    if not (name[0].isalnum() and _ends_well(name)):
        raise BadName("punctuation")
    if _ADDRESS.search(name):
        raise BadName("address")
    if not _one_script(name):
        raise BadName("mixed_scripts")
    return name


def _well_spelt(name: str) -> bool:
    """Letters, digits and our punctuation; no forms that only exist to look different (fullwidth, bold,
    ligatures); no piles of marks.
    """
    if unicodedata.normalize("NFKC", name) != name:
        return False
    if not all(char in _PUNCTUATION or unicodedata.category(char) in _LETTERS for char in name):
        return False
    marks = "".join("m" if unicodedata.category(char).startswith("M") else "." for char in name)
    return "m" * _PILED_MARKS not in marks


def _ends_well(name: str) -> bool:
    """No sign at the end, but for the dot of a surname cut short ("Rolf L."); no two signs in a row."""
    ends = name[-1] not in _PUNCTUATION or _CUT_SHORT.search(name) is not None
    return ends and _PILED_SIGNS.search(name) is None


def _one_script(name: str) -> bool:
    scripts = categories.unique_aliases(name) - {"COMMON", "INHERITED"}
    return len(scripts) <= 1 or any(scripts <= together for together in _TOGETHER)


def is_reserved(name: str, extra: Iterable[str] = ()) -> bool:
    """Say whether a name claims to speak for the house.

    That is a reserved word (or one of `extra`, such as the name of the site) alone, among others, run
    together with others, with digits for letters or behind it.
    """
    keys = {key for word in (*RESERVED, *extra) for key in _readings(word)} - {""}
    candidates = [name, *_PARTS.split(name)]
    if any(reading in keys for candidate in candidates for reading in _readings(candidate)):
        return True
    whole = re.compile(f"(?:{'|'.join(sorted(map(re.escape, keys)))})+")
    return any(whole.fullmatch(reading) for reading in _readings(name))


def _readings(word: str) -> set[str]:
    """Return the skeletons one may read a word as: digits for letters, digits behind it ignored, umlauts as
    two letters or one.
    """
    word = unicodedata.normalize("NFKC", word)
    spellings = {word, word.rstrip("0123456789 _-.'")}
    spellings |= {spelling.translate(_LEET) for spelling in spellings}
    spellings |= {spelling.translate(_UMLAUTS) for spelling in spellings}
    return {name_key(spelling) for spelling in spellings}


def reserved_with(site_name: str, staff_names: Iterable[str]) -> frozenset[str]:
    """Return the skeletons taken by the site and its staff, to be given to `clashes`."""
    return frozenset(name_key(name) for name in (site_name, *staff_names))


def clashes(key: str, others: Iterable[str]) -> bool:
    """Say whether a skeleton equals that of one of `others` (names or skeletons)."""
    return any(key == name_key(other) for other in others)
