"""Clauses of the rules that may be said at once: chosen from a list, as free words would be unread ones."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

Use = Literal["close", "hide", "no_answer", "lock", "review"]
USES: Final[tuple[Use, ...]] = ("close", "hide", "no_answer", "lock", "review")
LONGEST: Final = 200
"""Characters of a clause; the reason it becomes, with what it points to, fits 300."""
MOST: Final = 30
"""Clauses of one use; more nobody looks through."""

DEFAULTS: Final[Mapping[str, Mapping[Use, tuple[str, ...]]]] = {
    "en": {
        "close": (
            "The question is answered; for a new one please open a thread of your own.",
            "This is answered in another thread.",
            "This thread is about something that does not exist any more.",
            "The talk has left its subject.",
            "This was settled on the phone and concerns this case alone.",
            "It goes on in another thread.",
        ),
        "hide": (
            "Advertising",
            "Insulting or degrading",
            "Private data of somebody",
            "Against the law, as far as we can see",
            "Does not belong here",
            "Posted twice",
        ),
        "no_answer": (
            "This was thanks, not a question.",
            "This is answered in another post here.",
            "Another member's answer was confirmed.",
            "The same was asked twice; the other one is answered.",
            "You found it yourself. If it happens again, just go on writing.",
        ),
        "lock": (
            "This answer holds for everybody who finds this thread.",
            "The mark went back and forth.",
            "Another answer would do harm.",
        ),
        "review": (
            "Please leave out names, numbers and addresses of people.",
            "Please stay friendly.",
            "Please leave out the link, or say what it is for.",
            "Please say what it is about; nobody could answer this yet.",
            "Advertising",
            "Insulting or degrading",
            "Does not belong here",
            "Posted twice",
        ),
    },
    "de": {
        "close": (
            "Die Frage ist beantwortet; für eine neue bitte ein eigenes Thema öffnen.",
            "Das ist in einem anderen Thema beantwortet.",
            "Worum es hier geht, gibt es nicht mehr.",
            "Das Gespräch hat sein Thema verlassen.",
            "Am Telefon geklärt; es betrifft nur diesen einen Fall.",
            "Es geht in einem anderen Thema weiter.",
        ),
        "hide": (
            "Werbung",
            "Beleidigend oder herabwürdigend",
            "Private Daten einer Person",
            "Nach unserem Stand gegen geltendes Recht",
            "Gehört nicht hierher",
            "Doppelt geschrieben",
        ),
        "no_answer": (
            "Das war ein Dank, keine Frage.",
            "Das ist in einem anderen Beitrag hier beantwortet.",
            "Die Antwort eines anderen Mitglieds wurde bestätigt.",
            "Dasselbe steht zweimal da; das andere ist beantwortet.",
            "Du hast es selbst gefunden. Passiert es wieder, schreib einfach weiter.",
        ),
        "lock": (
            "Diese Antwort gilt für alle, die dieses Thema finden.",
            "Die Markierung ging hin und her.",
            "Eine andere Antwort würde schaden.",
        ),
        "review": (
            "Bitte ohne Namen, Nummern und Adressen von Menschen.",
            "Bitte bleib freundlich.",
            "Bitte ohne den Link, oder schreib dazu, wofür er ist.",
            "Bitte schreib, worum es geht; so kann noch niemand antworten.",
            "Werbung",
            "Beleidigend oder herabwürdigend",
            "Gehört nicht hierher",
            "Doppelt geschrieben",
        ),
    },
}


def clauses_for(kept: Mapping[str, Sequence[str]], language: str, use: Use) -> tuple[str, ...]:
    """Return the clauses of a use: those the administrator `kept`, else those of the place's language."""
    return tuple(kept.get(use) or DEFAULTS.get(language, DEFAULTS["en"])[use])


def are_clauses(value: object) -> bool:
    """Say whether `value` will do as the kept list."""
    return isinstance(value, dict) and all(
        use in USES
        and isinstance(clauses, list)
        and len(clauses) <= MOST
        and all(isinstance(clause, str) and 0 < len(clause) <= LONGEST for clause in clauses)
        for use, clauses in value.items()
    )
