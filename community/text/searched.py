"""What of a search may be kept: its words, unless they could tell who somebody is."""

import re
from typing import Final

from community.text.findings import private

LONGEST: Final = 80
"""A sentence that is longer tells more of its writer than of what is missing."""
_DIGITS: Final = 5
"""So many digits may be a number of a customer, an order or a house with its town."""
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def worth_keeping(searched: str) -> str:
    """Return the words in small letters, one space apart; "" for what looks like private data or is no word."""
    if "@" in searched or sum(map(str.isdecimal, searched)) >= _DIGITS:
        return ""
    if private(searched):
        return ""
    kept = " ".join(_WORD.findall(searched.casefold()))
    return kept if len(kept) <= LONGEST and sum(map(str.isalpha, kept)) >= 2 else ""
