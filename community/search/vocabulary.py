"""Take German compounds apart with the words the community knows: the seed nouns and those of its own posts."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from community.search.everyday_nouns import NOUNS as EVERYDAY_NOUNS
from community.search.folding import fold
from community.search.seed_nouns import NOUNS as SUPPORT_NOUNS
from community.search.stemming import german
from community.search.stop_words import STOP_WORDS

# The letters German puts between the parts of a compound ("Rechnung-s-nummer"), the empty one first.
_LINKS = ("", "s", "n", "es", "en", "er", "e")
_VOWEL = re.compile("[aeiouy]")
_LEARNABLE = re.compile("[a-z]{5,12}")
_SHORTEST_COMPOUND = 7
_SHORTEST_PART = 3
# A part that is recognised beside an unknown rest must be long, else every word ends in some noun.
_SHORTEST_LONE_PART = 5
_SHORTEST_REST = 4
_MOST_PARTS = 4
# Syllables before a verb's noun: "Versicherung" is no kind of "Sicherung".
PREFIXES = frozenset("ver zer ent emp miss wider hinter".split())
# "Kostenlos" speaks of "Kosten".
_WITHOUT = re.compile(r"(?P<noun>.{4,}?)s?los(?:e[nmrs]?)?")
# A word of fewer posts may be a slip of the pen; one that is known takes no more memory than this many entries.
_FEWEST_POSTS = 3
_MOST_LEARNT = 20_000
# New words are learnt when the index has grown by this share since the last time; a small one at first often.
_GROWTH = 1.3
_FIRST_GROWTH = 20
_SUPPORT = frozenset(map(fold, SUPPORT_NOUNS))
_SUPPORT_STEMS = frozenset(map(german, _SUPPORT))
_EVERYDAY = frozenset(map(fold, EVERYDAY_NOUNS))
# Inflected, longest first; umlauts are folded away. By their stems alone everyday words would be seen everywhere.
_INFLECTIONS = ("ern", "nen", "es", "en", "er", "se", "s", "n", "e")
# What looks like a noun at the end of a word and is its ending: "Hand-lungen", "folg-enden".
_ENDING = re.compile(
    r".{0,2}(?:ung|ungen|ungs)|.?(?:heit|keit)(?:en)?|s?ch?aft(?:en)?|haften?|haftes|end(?:e[nmrs])"
)


class Vocabulary:
    """The known words, and what a compound is made of."""

    def __init__(self, learnt: Iterable[str] = ()) -> None:
        self.learnt = frozenset(learnt)
        # Plurals and genitives stand in compounds as well: "Geräteschaden", "Kundendienst".
        self._stems = _SUPPORT_STEMS | {german(word) for word in self.learnt}
        self._words = _SUPPORT | _EVERYDAY | self.learnt
        self.parts = lru_cache(maxsize=50_000)(self._parts)

    def knows(self, word: str) -> bool:
        """Return whether a folded word, in any inflection, is one that compounds are made of."""
        return word in self._words or self._is_of_the_field(word) or _is_inflected(word, _EVERYDAY)

    def understands(self, word: str) -> bool:
        """Return whether every part of a compound is known."""
        return bool(self.parts(word)) and self._split(word, _MOST_PARTS) is not None

    def _is_of_the_field(self, word: str) -> bool:
        """Return whether a word is one of support or of this community; beside an unknown rest only such count."""
        return word in self.learnt or (len(word) > _SHORTEST_PART and german(word) in self._stems)

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a folded compound, or () when it is none; of a half-known one what is left, too."""
        if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
            return ()
        without = _WITHOUT.fullmatch(word)
        if without and self.knows(without["noun"]):
            return (without["noun"],)
        whole = self._split(word, _MOST_PARTS)
        if whole is not None:
            # "Bahnsteig" is a word of its own and still made of two.
            inner = tuple(smaller for part in whole for smaller in self._parts(part))
            return whole + _stretches(whole) + inner
        return () if self.knows(word) else self._half_known(word)

    def _split(self, word: str, most: int) -> tuple[str, ...] | None:
        if most < _MOST_PARTS and is_ending(word):
            return None
        if most < _MOST_PARTS and self.knows(word):
            return (word,)
        best: tuple[int, bool, tuple[str, ...]] | None = None
        for cut in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1) if most > 1 else ():
            head = self._head(word[:cut])
            rest = self._split(word[cut:], most - 1) if head else None
            # Of two ways with as many parts the one without a letter between them: "Bahn-steig", not "Bahn-s-teig".
            if rest and (best is None or (len(rest), len(head) < cut) < best[:2]):
                best = (len(rest), len(head) < cut, (head, *rest))
        return best[2] if best else None

    def _head(self, letters: str) -> str:
        for link in _LINKS:
            head = letters.removesuffix(link) if link else letters
            if (not link or letters.endswith(link)) and len(head) >= _SHORTEST_PART and head in self._words:
                return head
        # "Kirche" loses its last letter in "Kirchturm".
        if len(letters) > _SHORTEST_PART and f"{letters}e" in self._words:
            return f"{letters}e"
        # What is done stands in front as its verb does: "Mahngebühr", "Bestellnummer".
        if len(letters) > _SHORTEST_PART and f"{letters}ung" in self._words:
            return f"{letters}ung"
        return letters if _is_inflected(letters, self._words) else ""

    def _half_known(self, word: str) -> tuple[str, ...]:
        """Return the longest part that is known, last before first, and the rest where it may be a word itself."""
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_LONE_PART + 1):
            head = word[:cut]
            tail = word[cut:]
            if not _VOWEL.search(head) or head in PREFIXES or is_ending(tail):
                continue
            if self._is_of_the_field(tail):
                return (tail, *_rest(head))
        for cut in range(len(word) - _SHORTEST_REST, _SHORTEST_LONE_PART, -1):
            head = self._head(word[:cut])
            if len(head) > _SHORTEST_LONE_PART:
                return (head, *_rest(word[cut:]))
        return ()


def is_ending(letters: str) -> bool:
    """Return whether what looks like the last part of a compound is only a word's ending."""
    return _ENDING.fullmatch(letters) is not None


def _is_inflected(word: str, words: frozenset[str]) -> bool:
    return any(
        word.removesuffix(ending) in words
        for ending in _INFLECTIONS
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_PART
    )


def _rest(letters: str) -> tuple[str, ...]:
    return (letters,) if len(letters) >= _SHORTEST_LONE_PART else ()


def _stretches(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the shorter compounds inside a long one: "Sitzplatz" and "Platzreservierung"."""
    if len(parts) < 3:
        return ()
    return tuple("".join(parts[first : first + 2]) for first in range(len(parts) - 1))


def has_grown(posts: int, learnt_from: int) -> bool:
    """Return whether an index of so many posts has grown enough to learn its words anew."""
    return posts >= learnt_from * _GROWTH + _FIRST_GROWTH


def learn(posts_with: Mapping[str, int]) -> list[str]:
    """Return the words worth knowing out of folded words and the number of posts each is in, commonest first."""
    seed = Vocabulary()
    worth = [
        (-count, word)
        for word, count in posts_with.items()
        if count >= _FEWEST_POSTS
        and _LEARNABLE.fullmatch(word)
        and word not in STOP_WORDS
        and not seed.knows(word)
        and not seed.parts(word)
    ]
    return [word for _, word in sorted(worth)[:_MOST_LEARNT]]
