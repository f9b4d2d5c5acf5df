"""Questions a text asks, and which of them another text seems to leave open."""

import re
from typing import Final

_QUESTION: Final = re.compile(r"[^.!?\n]+\?")
_WORD: Final = re.compile(r"\w{5,}")
_LONGEST: Final = 120
#: Words that stand in every question and say nothing about what it asks.
_EMPTY: Final = frozenset(
    "bitte danke könnt könnte können kennt weiß eigentlich wieder jetzt schon vielleicht jemand jemanden welche"
    " welcher welches warum woher wohin müssen müsste sollte sollen haben hätte hatte werden würde wurde dieser"
    " diese dieses please thanks could would should there their which where about after again still anybody"
    " anyone somebody someone know have this that what when with".split()
)
#: Characters of a word that count: "Router" and "Routers", "kündigen" and "Kündigung".
_STEM: Final = 5


def open_questions(asked: str, answer: str) -> list[str]:
    """Return the questions in plain text `asked` of whose words not one appears in `answer`, in order."""
    said = {word[:_STEM] for word in _words(answer)}
    return [question for question in questions(asked) if not _topics(question) & said and _topics(question)]


def questions(text: str) -> list[str]:
    """Return every question of a plain text, shortened where it is long."""
    return [" ".join(found.split())[:_LONGEST] for found in _QUESTION.findall(text)]


def _topics(question: str) -> set[str]:
    return {word[:_STEM] for word in _words(question) if word not in _EMPTY}


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
