"""The words of a Whoosh index that a reader may know of, and how titles there go on."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from community.search import postings
from community.search.folding import Word
from community.search.postings import Mask
from community.search.snapshot import Snapshot
from community.search.suggest import MOST_TERMS
from community.search.unfinished import MOST_LOOKED_AT


class WhooshWords:
    """See `suggest.WordsInUse`; the masks say which posts the reader may find."""

    def __init__(self, snapshot: Snapshot, masks: Sequence[Mask]) -> None:
        self._snapshot, self._masks = snapshot, masks

    def known(self, word: Word) -> bool:
        """Return whether an allowed post has this word in any form."""
        terms = [("exact", word.folded)]
        for concept in self._snapshot.analyser.concepts(word.surface):
            terms += [(field, term) for term, _ in concept.terms for field in ("body", "title")]
        return any(
            len(numbers) > 0 if mask is None else mask[numbers].any()
            for field, term in terms
            for segment, mask in zip(self._snapshot.segments, self._masks, strict=True)
            for numbers in (segment.lists.documents(field, term),)
        )

    def beginning(self, prefixes: Iterable[str], letters: range) -> Iterator[str]:
        """Yield the folded words of so many letters that begin so."""
        for prefix in prefixes:
            for segment in self._snapshot.segments:
                for term in islice(segment.reader.expand_prefix("exact", prefix), MOST_TERMS):
                    if len(word := term.decode()) in letters:
                        yield word

    def posts(self, folded: str) -> int:
        """Return in how many of the allowed posts a word stands."""
        return self._posts(folded, "exact")

    def spellings(self, folded: str) -> dict[str, int]:
        """Return how a folded word is written, and in how many of the allowed posts."""
        found: set[str] = {
            term.decode()
            for segment in self._snapshot.segments
            for term in segment.reader.expand_prefix("spelling", f"{folded} ")
        }
        return {term.partition(" ")[2]: self._posts(term, "spelling") for term in sorted(found)}

    def _posts(self, term: str, field: str) -> int:
        count = 0
        for segment, mask in zip(self._snapshot.segments, self._masks, strict=True):
            if mask is None:
                count += postings.frequency(segment.reader, field, term)
            else:
                count += int(mask[segment.lists.documents(field, term)].sum())
        return count


def titles_beginning(snapshot: Snapshot, prefix: str) -> dict[str, int]:
    """Return terms of titles that begin so, and how many titles have each."""
    begun: dict[str, int] = {}
    for segment in snapshot.segments:
        for term in islice(segment.reader.expand_prefix("title", prefix), MOST_LOOKED_AT):
            word = term.decode()
            begun[word] = begun.get(word, 0) + postings.frequency(segment.reader, "title", word)
    return begun
