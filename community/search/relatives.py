"""Find the words of the index that are longer or shorter kin of a rare one: "Plotter" leads to "Kartenplotter".

The vocabulary takes apart what it knows when a post is written. This is for the rest: a word that stands in few posts
is looked for inside the words there are, whatever they are made of, and counts little.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from community.search.stemming import SEPARABLE, german
from community.search.vocabulary import PREFIXES, Vocabulary, is_ending

# Shorter words stand inside others by chance: "Rat" in "Apparat".
_SHORTEST = 4
_SHORTEST_UNKNOWN = 5
# So many words are looked at and so many taken; a common syllable must not cost a search its time.
_MOST_LOOKED_AT = 400
_MOST_TAKEN = 24
_LINKS = ("", "s", "n", "en", "es", "er", "e")
_VOWEL = re.compile("[aeiouy]")
_NO_HEADS = frozenset((*SEPARABLE, *PREFIXES, "be", "ge", "un", "ur", "re", "in", "im", "de", "zu", "des"))


def relatives(lexicons: Sequence[str], folded: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the stems of words that are made with this one, or that this one is made of, nearest in length first.

    A lexicon is a text of folded words, each between line breaks: looking inside words is quickest in one text.
    """
    stem = german(folded)
    inside = stem if len(stem) >= _SHORTEST else folded
    if len(inside) < _SHORTEST or not folded.isalpha():
        return ()
    kin = {word for lexicon in lexicons for word in _longer(lexicon, folded, inside, vocabulary)}
    kin |= {part for part in _cuts(folded) if any(f"\n{part}\n" in lexicon for lexicon in lexicons)}
    kin.discard(folded)
    near = sorted(kin, key=lambda word: (abs(len(word) - len(folded)), word))[:_MOST_TAKEN]
    return tuple(dict.fromkeys(found for word in near if (found := german(word)) != stem))


def _longer(lexicon: str, folded: str, inside: str, vocabulary: Vocabulary) -> Iterator[str]:
    place = -1
    for _ in range(_MOST_LOOKED_AT):
        place = lexicon.find(inside, place + 1)
        if place < 0:
            return
        first = lexicon.rfind("\n", 0, place) + 1
        last = lexicon.find("\n", place)
        word = lexicon[first:last]
        # What the vocabulary takes apart as a whole was found by its parts already, or is made of others.
        if not word.isalpha() or vocabulary.understands(word):
            continue
        if (
            _ends_with(word, place - first, folded, vocabulary)
            if place > first
            else _begins_with(word, inside, len(german(folded)), vocabulary)
        ):
            yield word


def _ends_with(word: str, place: int, folded: str, vocabulary: Vocabulary) -> bool:
    head, tail = word[:place], word[place:]
    if german(tail) != german(folded) or is_ending(tail) or not _is_head(head):
        return False
    return len(german(folded)) >= _SHORTEST_UNKNOWN or _known(_without_link(head), vocabulary)


def _begins_with(word: str, stem: str, letters: int, vocabulary: Vocabulary) -> bool:
    rests = [
        rest
        for link in _LINKS
        if (rest := word[len(stem) :].removeprefix(link)) and word.startswith(stem + link)
    ]
    if _known(rests, vocabulary):
        return True
    shortest = min(rests, key=len, default="")
    return (
        letters >= _SHORTEST_UNKNOWN
        and len(shortest) >= _SHORTEST_UNKNOWN
        and bool(_VOWEL.search(shortest))
        and not any(map(is_ending, rests))
    )


def _cuts(folded: str) -> Iterator[str]:
    """Yield what a compound could be made of: its ends first, then its beginnings without what links them."""
    for cut in range(3, len(folded) - _SHORTEST_UNKNOWN + 1):
        if _is_head(folded[:cut]) and not is_ending(folded[cut:]):
            yield folded[cut:]
    for cut in range(_SHORTEST_UNKNOWN, len(folded) - _SHORTEST + 1):
        if _VOWEL.search(folded[cut:]) and not is_ending(folded[cut:]):
            yield from (head for head in _without_link(folded[:cut]) if len(head) >= _SHORTEST_UNKNOWN)


def _is_head(head: str) -> bool:
    return len(head) >= 3 and head not in _NO_HEADS and bool(_VOWEL.search(head))


def _without_link(head: str) -> list[str]:
    return [head.removesuffix(link) for link in _LINKS if head.endswith(link)]


def _known(words: Iterable[str], vocabulary: Vocabulary) -> bool:
    return any(len(word) >= 3 and (vocabulary.knows(word) or vocabulary.understands(word)) for word in words)
