"""What a reader should look at twice before a text goes out: private data and stock phrases."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: What nobody says to a person; the administrator's list replaces it.
STOCK_PHRASES: Final = (
    "Unannehmlichkeiten", "bitten wir zu entschuldigen", "bitten um Entschuldigung für",
    "Vielen Dank für Ihre Anfrage", "Vielen Dank für deine Anfrage", "Wir bedauern sehr",
    "Bitte haben Sie Verständnis", "Bitte habe Verständnis", "zeitnah", "schnellstmöglich",
    "setzen alles daran", "Ihr Anliegen ist uns wichtig", "dein Anliegen ist uns wichtig",
    "we apologize for the inconvenience", "we apologise for the inconvenience",
    "sorry for any inconvenience", "thank you for reaching out", "thank you for contacting us",
    "your call is important", "valued customer", "at your earliest convenience", "rest assured",
)  # fmt: skip
#: The codes of what could tell strangers who somebody is, or be used against them.
PRIVATE: Final = frozenset({"iban", "card", "phone", "email"})
_EXCERPT: Final = 80
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?:[ ]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_CARD: Final = re.compile(r"(?<![\w.-])[2-6][0-9](?:[ -]?[0-9]){11,17}(?![\w-])")
_PHONE: Final = re.compile(r"(?<![\w.,/-])(?<!\d )(?:\+|00?)[1-9](?:[ ]?[/()-]?[ ]?[0-9]){6,14}(?![\w-])")
_MAIL: Final = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)++")


@dataclass(frozen=True, slots=True)
class Finding:
    """One passage: `code` is `iban`, `card`, `phone`, `email` or `stock_phrase`."""

    code: str
    excerpt: str


def findings(text: str, phrases: Iterable[str] = STOCK_PHRASES) -> list[Finding]:
    """Return what was found in plain text or Markdown, in the order of the text, every passage once."""
    found: list[tuple[int, int, str]] = []
    taken = bytearray(len(text))
    for code, spans in (
        *((code, _numbers(text, rule, check)) for code, rule, check in _RULES),
        _stock(text, phrases),
    ):
        for start, end in spans:
            if not any(taken[start:end]):
                found.append((start, end, code))
                taken[start:end] = b"x" * (end - start)
    excerpts = (Finding(code, text[start:end][:_EXCERPT]) for start, end, code in sorted(found))
    return list(dict.fromkeys(excerpts))


def private(text: str) -> list[Finding]:
    """Return those that are private data."""
    return [found for found in findings(text, ()) if found.code in PRIVATE]


def _numbers(text: str, rule: re.Pattern[str], check: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    return (match.span() for match in rule.finditer(text) if check(match.group()))


def _stock(text: str, phrases: Iterable[str]) -> tuple[str, Iterator[tuple[int, int]]]:
    choice = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases if phrase.strip())
    rule = re.compile(rf"\b(?:{choice})\b", re.IGNORECASE)
    return "stock_phrase", (match.span() for match in rule.finditer(text) if choice)


def _is_iban(text: str) -> bool:
    """ISO 13616: the first four characters to the end, letters as numbers, remainder by 97 is one."""
    code = text.replace(" ", "").upper()
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1


def _is_card(text: str) -> bool:
    """Luhn: every second digit from the right doubled, digits added up, a multiple of ten."""
    digits = [int(char) for char in reversed(text) if char.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


_RULES: Final = (
    ("iban", _IBAN, _is_iban),
    ("card", _CARD, _is_card),
    ("email", _MAIL, bool),
    ("phone", _PHONE, bool),
)
