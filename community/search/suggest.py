"""Propose a spelling for words that no post uses: the closest, commonest word that one does.

Only posts that the reader may find count: a proposal must not tell which words stand where they can't look.
"""

from collections.abc import Iterable
from typing import Protocol

from rapidfuzz.distance import OSA

from community.search.folding import Word, words
from community.search.stop_words import STOP_WORDS

# Looking for a spelling must stay cheaper than the search itself.
MOST_TERMS = 4_000
_MOST_WORDS = 3
_SHORTEST = 4
_FEWEST_POSTS = 2


class WordsInUse(Protocol):
    """The words of the posts that a reader may find."""

    def known(self, word: Word) -> bool:
        """Return whether a post has this word in any form; a part of it is not enough."""

    def beginning(self, prefixes: Iterable[str], letters: range) -> Iterable[str]:
        """Yield folded words of so many letters that begin so, at most MOST_TERMS for each prefix."""

    def posts(self, folded: str) -> int:
        """Return in how many posts a folded word stands."""

    def spellings(self, folded: str) -> dict[str, int]:
        """Return the ways a folded word is written that are not its folded one, and in how many posts each stands."""


def suggest(in_use: WordsInUse, text: str) -> str | None:
    """Return `text` with words unknown to the posts replaced by likely ones, or None for nothing better."""
    proposed, looked = text, 0
    for word in sorted(words(text), key=lambda word: -word.start):
        plain = len(word.folded) >= _SHORTEST and word.folded.isalpha() and word.folded not in STOP_WORDS
        if looked < _MOST_WORDS and plain and not in_use.known(word):
            looked += 1
            better = _closest(in_use, word)
            proposed = proposed[: word.start] + better + proposed[word.end :] if better else proposed
    return proposed if proposed != text else None


def _closest(in_use: WordsInUse, word: Word) -> str | None:
    allowed = 1 if len(word.folded) < 7 else 2
    best: tuple[int, int, str] | None = None
    # Words that begin alike, and those with the first two letters swapped, a common slip.
    prefixes = (word.folded[:2], word.folded[1::-1], word.folded[:1])
    letters = range(len(word.folded) - allowed, len(word.folded) + allowed + 1)
    for known in dict.fromkeys(in_use.beginning(prefixes, letters)):
        # How many letters to insert, drop, change or swap with a neighbour.
        distance = OSA.distance(word.folded, known, score_cutoff=allowed)
        if distance > allowed:
            continue
        posts = in_use.posts(known)
        if posts >= _FEWEST_POSTS and (best is None or (distance, -posts, known) < best):
            best = (distance, -posts, known)
    return _as_written(in_use, best[2]) if best else None


def _as_written(in_use: WordsInUse, folded: str) -> str:
    """Return a folded word the way most people write it, with its umlauts."""
    counts = in_use.spellings(folded)
    counts[folded] = in_use.posts(folded) - sum(counts.values())
    return max(counts, key=lambda written: (counts[written], written))
