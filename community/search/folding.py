"""Cut text into words and fold each to the one spelling that all its spellings share.

ß and ss, ä and ae and a, é and e become the same letters, because people type all of them; it holds for documents and
for queries alike, so nothing has to be guessed from the keyboard somebody has.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_RUN = re.compile(r"[^\W_]+(?:['’\-‐‑.,][^\W_]+)*")
# "5GB" is "5 GB", and "100Mbit" too; other mixtures ("F2", "h264") are names and stay whole.
_PIECE = re.compile(
    r"\d+(?=(?:[kmgt]b(?:it|yte|ps)?s?|bits?|[kmg]?hz|eur(?:o|os)?|cent|[kcm]?m|k?g|k?wh?|m?ah|min|std|ms|sek|uhr|zoll|tage?)$)"
    r"|[^\W_]+",
    re.IGNORECASE,
)
_APOSTROPHE = re.compile(r"['’](?:s|t|re|ve|ll|d|m)$")
# "ue" after a vowel or q is no umlaut: "neue" and "queue" keep their letters.
_DIGRAPH = re.compile(r"(?<![aeiouq])ue|ae|oe")
_UMLAUT = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ø": "o", "æ": "a", "œ": "o", "ł": "l", "đ": "d"})
# No real word is longer; what is (base64, a log line) must not become a term of its own.
LONGEST_WORD = 40


class Word(NamedTuple):
    """One word of a text: where it stands, its lower-case surface, its folded spelling, and what it is a piece of."""

    start: int
    end: int
    surface: str
    folded: str
    whole: str = ""


# Fewer than the words of a large community, and making the index anew takes five times as long.
@lru_cache(maxsize=100_000)
def fold(surface: str) -> str:
    """Return the folded spelling of one word in any case: "Grüße", "Gruesse" and "grusse" give the same."""
    lowered = unicodedata.normalize("NFC", surface).casefold().translate(_UMLAUT)
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _DIGRAPH.sub(_first_letter, lowered)


def runs(text: str) -> Iterator[re.Match[str]]:
    """Yield where words are written together, in order; `words` of each are those of the text."""
    return _RUN.finditer(text)


def words(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order; a hyphened or dotted run gives its pieces, each knowing the joined whole."""
    for run in runs(text):
        if (plain := run.group()).isalpha():
            # Most words are nothing but letters, and there is nothing to take apart.
            surface = plain[:LONGEST_WORD]
            yield Word(run.start(), run.end(), surface.lower(), fold(surface))
            continue
        found = _APOSTROPHE.sub("", run.group())
        pieces = list(_PIECE.finditer(found))
        whole = fold("".join(piece.group() for piece in pieces)) if len(pieces) > 1 else ""
        if len(whole) > LONGEST_WORD:
            whole = ""
        for piece in pieces:
            surface = piece.group()[:LONGEST_WORD]
            start = run.start() + piece.start()
            yield Word(start, start + len(piece.group()), surface.lower(), fold(surface), whole)


def _first_letter(match: re.Match[str]) -> str:
    return match.group()[0]
