"""Guesses a board's icon from its name, so that the first page of a new place is not one icon six times."""

import re
from typing import Final

_USUAL: Final = "chat"
_BY_WORD: Final = (
    (re.compile(r"wlan|wi-?fi|internet|glasfaser|fibre", re.IGNORECASE), "wifi"),
    (re.compile(r"mobil|handy|telefon|phone|\besim\b", re.IGNORECASE), "phone"),
    (re.compile(r"rechnung|vertrag|tarif|bill|contract", re.IGNORECASE), "bill"),
    (re.compile(r"\btv\b|fernseh|stream|television", re.IGNORECASE), "tv"),
    (re.compile(r"router|modem|gerät|device", re.IGNORECASE), "router"),
    (re.compile(r"ideen?\b|ideas?\b|vorschl|suggest|\blob\b|praise", re.IGNORECASE), "bulb"),
    (re.compile(r"aktuell|neuigkeit|\bnews\b", re.IGNORECASE), "news"),
)


def icon_for(name: str) -> str:
    """Return the icon of the first word known, else the speech bubble."""
    return next((icon for words, icon in _BY_WORD if words.search(name)), _USUAL)
