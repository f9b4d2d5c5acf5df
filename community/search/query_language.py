"""Read what somebody typed into the search box: words, "phrases", -minus words and filters. It never fails."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from community.search.engine import Query, Status
from community.search.folding import words

# Longer input is no question any more; what follows is not read.
LONGEST_INPUT = 1_000
_TOKEN = re.compile(
    r"(?P<minus>(?<!\S)-)?"
    r'(?:(?P<key>(?<![^\s\-])[^\W\d_]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]+))'
    r'|["„“”](?P<phrase>[^"„“”]*)["“”]'
    r'|(?P<word>[^\s"„“”]+)|(?P<stray>\S))'
)
_KEYS: Final = {
    "status": "status", "zustand": "status", "is": "status", "ist": "status",
    "board": "board", "bereich": "board", "brett": "board",
    "tag": "tag", "tags": "tag", "schlagwort": "tag", "stichwort": "tag", "thema": "tag",
    "from": "from", "von": "from", "author": "from", "autor": "from",
    "staff": "staff", "team": "staff", "mitarbeiter": "staff",
    "kind": "kind", "art": "kind", "typ": "kind",
    "before": "before", "vor": "before", "bis": "before",
    "after": "after", "nach": "after", "seit": "after", "ab": "after",
    "in": "in",
}  # fmt: skip
_STATUSES: Final[dict[str, Status]] = {
    "solved": "solved", "geloest": "solved", "gelöst": "solved",
    "open": "open", "offen": "open", "unsolved": "open", "ungelöst": "open", "ungeloest": "open",
    "unanswered": "unanswered", "unbeantwortet": "unanswered",
    "answered": "answered", "beantwortet": "answered",
    "details": "details", "angaben": "details",
    "closed": "closed", "geschlossen": "closed",
}  # fmt: skip
_KINDS: Final = {
    "question": "question", "frage": "question", "discussion": "discussion", "diskussion": "discussion",
    "idea": "idea", "idee": "idea", "announcement": "announcement", "ankündigung": "announcement",
    "ankuendigung": "announcement", "news": "announcement", "article": "article", "artikel": "article",
}  # fmt: skip
_YES = frozenset({"yes", "ja", "true", "1"})
_TITLES = frozenset({"title", "titel"})
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query for the engine, and the slugs of the boards named in it, which the caller knows by their ids."""

    query: Query
    boards: tuple[str, ...] = ()


def parse(text: str) -> ParsedQuery:
    """Return what `text` asks for. A filter that makes no sense is taken as words; nothing is an error."""
    query, boards, loose = Query(), [], []
    for token in _TOKEN.finditer(text.replace("\0", " ")[:LONGEST_INPUT]):
        key = _KEYS.get((token["key"] or "").lower())
        value = token["quoted"] if token["quoted"] is not None else token["value"] or ""
        if key == "board" and value:
            boards.append(value.lower())
            continue
        narrowed = _narrow(query, key, value) if key and value and not token["minus"] else None
        if narrowed is not None:
            query = narrowed
        elif token["phrase"] is not None:
            query = _phrase(query, token["phrase"], unwanted=bool(token["minus"]))
        elif token["minus"] and _has_words(token.group()):
            query = replace(query, must_not=(*query.must_not, token.group()[1:]))
        elif _has_words(token.group()):
            loose.append(token.group())
    return ParsedQuery(replace(query, text=" ".join(loose)), tuple(boards))


def fallback_words(query: Query) -> list[str]:
    """Return the words as typed, longest first, for a plain search in the database; no wildcards among them."""
    found = {word.surface for word in words(query.words)}
    return sorted(found, key=lambda word: (-len(word), word))[:8]


def _narrow(query: Query, key: str, value: str) -> Query | None:
    """Return the query with one more condition, or None where the value is none of the filter's."""
    folded = value.lower()
    if key == "status" and folded in _STATUSES:
        return replace(query, status=_STATUSES[folded])
    if key == "tag":
        return replace(query, tags=(*query.tags, folded))
    if key == "from":
        return replace(query, authors=(*query.authors, value.removeprefix("@")))
    if key == "staff" and folded in _YES:
        return replace(query, staff=True)
    if key == "kind" and folded in _KINDS:
        return replace(query, kinds=(*query.kinds, _KINDS[folded]))
    if key == "in" and folded in _TITLES:
        return replace(query, in_title=True)
    day = _day(value) if key in ("before", "after") else None
    if day is None:
        return None
    return replace(query, before=day) if key == "before" else replace(query, after=day)


def _phrase(query: Query, text: str, *, unwanted: bool) -> Query:
    if not _has_words(text):
        return query
    if unwanted:
        return replace(query, must_not=(*query.must_not, text))
    return replace(query, phrases=(*query.phrases, text))


def _has_words(text: str) -> bool:
    return next(words(text), None) is not None


def _day(value: str) -> date | None:
    """Return the day a date names; a month or a year alone means its first day."""
    iso, german = _ISO.fullmatch(value), _GERMAN_DATE.fullmatch(value)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2] or 1), int(iso[3] or 1))
        return date(int(german[3]), int(german[2]), int(german[1])) if german else None
    except ValueError:
        return None
