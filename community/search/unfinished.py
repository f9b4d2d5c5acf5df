"""Complete the word somebody is typing with the words of titles that begin like it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from community.search.analysis import Concept
from community.search.folding import fold

# Fewer letters begin too many words; of those that begin so the commonest are taken.
SHORTEST = 3
MOST_LOOKED_AT = 1_000
_MOST_TERMS = 60
_BEGINNING = 0.7


def unfinished(concept: Concept, titles_beginning: Callable[[str], Mapping[str, int]]) -> Concept:
    """Return the concept with every term of a title that begins with its word; parts of compounds are such terms.

    `titles_beginning` gives terms of titles that begin so, and how many titles have each.
    """
    prefix = fold(concept.word)
    if len(prefix) < SHORTEST:
        return concept
    begun = titles_beginning(prefix)
    known = {term for term, _ in concept.terms}
    commonest = sorted(begun.keys() - known, key=lambda word: (-begun[word], word))[:_MOST_TERMS]
    more = tuple((term, _BEGINNING) for term in commonest)
    return replace(concept, terms=concept.terms + more, is_stop_word=False)
