"""Turn texts into weighted index terms and queries into concepts, by one and the same analysis.

A word is found under its stem, under its bolder root, under the parts of a compound and under the joined spelling of
"E-Mail"; what is further from the word that was written weighs less.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from community.search.folding import Word, words
from community.search.separable import verbs
from community.search.stemming import inner_root, root, stems
from community.search.stop_words import STOP_WORDS
from community.search.vocabulary import Vocabulary

# Weights of a term in a document, beside 1 for the stem of a word as written.
ROOT_IN_TEXT = 0.5
PART_IN_TEXT = 0.4
# Weights of a way to find a word of a query.
_ROOT = 0.6
_JOINED = 0.8
_PART = 0.35
# A question of this many different words is long enough; the rest could only cost time.
MOST_CONCEPTS = 32
# Enough for the longest post that is accepted; an imported log beyond it is not searched to its end.
MOST_WORDS = 8_000
# Words of the texts that are shown, whose terms are remembered: the same ones stand in most of them.
_KEPT = 20_000
# Parts, and what is left of them without their endings, have at least so many letters.
_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Concept:
    """One word of a query: the terms that mean it with their weights, and the parts that mean some of it."""

    word: str
    terms: tuple[tuple[str, float], ...]
    parts: tuple[tuple[str, float], ...]
    is_stop_word: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """What marks a word of a text as one that was looked for: its terms, and what finds how any of them begins."""

    terms: frozenset[str]
    beginning: re.Pattern[str]


class Analyser:
    """The analysis with one vocabulary; documents and queries must use the same."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def index_terms(self, found: Iterable[Word], language: str | None, text: str = "") -> dict[str, float]:
        """Return the terms of a text's words, each with the sum of its weights; `text` shows its verbs in two parts."""
        weights: dict[str, float] = {}
        for _, whole in verbs(text) if language != "en" else ():
            if bold := root(whole):
                weights[bold] = weights.get(bold, 0.0) + ROOT_IN_TEXT
        for word in found:
            for term, weight in self._terms_of(word.folded, language):
                weights[term] = weights.get(term, 0.0) + weight
            if word.whole:
                for term in stems(word.whole, language):
                    weights[term] = weights.get(term, 0.0) + 0.5
        return weights

    def concepts(self, text: str) -> list[Concept]:
        """Return the different words of a query, each with every way to find it."""
        found = list(bounded_words(text))
        whole_verbs = dict(verbs(text))
        chosen: dict[str, Concept] = {}
        for place, word in enumerate(found):
            if word.folded in chosen or len(chosen) >= MOST_CONCEPTS:
                continue
            neighbours = {word.whole} if word.whole else set()
            neighbours |= {one.folded + two.folded for one, two in _pairs(found, place)}
            chosen[word.folded] = self._concept(word, neighbours, whole_verbs.get(word.folded, ""))
        return list(chosen.values())

    def marks(self, text: str) -> Marks:
        """Return the terms by which a word of a text is recognised as one of these query words, for marking."""
        terms: set[str] = set()
        for concept in self.concepts(text):
            if not concept.is_stop_word:
                terms.update(term for term, weight in concept.terms if weight > _JOINED or weight == _ROOT)
                terms.update(term for term, _ in concept.parts)
        beginnings = sorted({re.escape(term[:_BEGINNING]) for term in terms})
        return Marks(frozenset(terms), re.compile("|".join(beginnings)))

    def matches(self, word: Word, marks: Marks) -> bool:
        """Return whether this word of a text is one to mark."""
        whole = _terms_of_whole(word.folded)
        if not marks.terms.isdisjoint(whole):
            return True
        # A part begins somewhere inside its word; few words have to be taken apart to see that none of theirs is meant.
        if not whole or not marks.beginning.search(word.folded):
            return False
        return any(stems(part, "de")[0] in marks.terms for part in self.vocabulary.parts(word.folded))

    def _terms_of(self, folded: str, language: str | None) -> Iterator[tuple[str, float]]:
        own = stems(folded, language)
        for term in own:
            yield term, 1.0
        if language == "en" or folded in STOP_WORDS:
            return
        bold = root(folded)
        if bold and bold not in own:
            yield bold, ROOT_IN_TEXT
        for part in self.vocabulary.parts(folded):
            yield stems(part, "de")[0], PART_IN_TEXT
        if inner := inner_root(folded):
            yield inner, PART_IN_TEXT

    def _concept(self, word: Word, joined: set[str], verb: str) -> Concept:
        is_stop_word = word.folded in STOP_WORDS
        terms = dict.fromkeys(stems(word.folded, None), 1.0)
        parts: dict[str, float] = {}
        if not is_stop_word:
            bold = root(word.folded)
            for one in (bold, root(verb)):
                if one:
                    terms.setdefault(one, _ROOT)
            for whole in sorted(joined):
                for term in stems(whole, None):
                    terms.setdefault(term, _JOINED)
            for part in self.vocabulary.parts(word.folded):
                parts[stems(part, "de")[0]] = _PART
            if inner := inner_root(word.folded):
                parts[inner] = _PART
        return Concept(word.surface, tuple(terms.items()), tuple(parts.items()), is_stop_word)


@lru_cache(_KEPT)
def _terms_of_whole(folded: str) -> tuple[str, ...]:
    """Return the terms of a word that is not taken apart; none for a stop word."""
    return () if folded in STOP_WORDS else (*stems(folded, None), root(folded), inner_root(folded))


def bounded_words(text: str) -> Iterator[Word]:
    """Yield the words of a text, as many as are looked at."""
    for count, word in enumerate(words(text)):
        if count >= MOST_WORDS:
            return
        yield word


def _pairs(found: list[Word], place: int) -> Iterator[tuple[Word, Word]]:
    for first in (place - 1, place):
        if first >= 0 and first + 1 < len(found):
            one, two = found[first], found[first + 1]
            if not {one.folded, two.folded} & STOP_WORDS:
                yield one, two
