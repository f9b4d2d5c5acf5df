"""Choose the stretch of a text that shows best why it was found, and mark the words; pieces of text, never HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from community.search.analysis import MOST_WORDS, Analyser
from community.search.folding import Word, runs, words
from community.search.vocabulary import Vocabulary

_SEEDED = Analyser(Vocabulary())
_GAP = " … "


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt and whether it is a word that was looked for."""

    text: str
    marked: bool


class Marker:
    """Marks the same words in many texts; of each word of theirs it asks only once whether it is one."""

    def __init__(self, wanted: Iterable[str], analyser: Analyser = _SEEDED) -> None:
        self._analyser = analyser
        self._marks = analyser.marks(" ".join(wanted))
        # Of each spelling in the texts what is to be marked in it; mostly nothing.
        self._known: dict[str, tuple[Word, ...]] = {}

    def highlight(self, text: str, limit: int = 220) -> list[Piece]:
        """Return the best stretch of at most about `limit` signs as pieces; the beginning where no word occurs."""
        flat = " ".join(text.split())
        hits = list(self._hits(flat)) if self._marks.terms else []
        start, end = _window(flat, hits, limit)
        return _pieces(flat, [word for word in hits if start <= word.start and word.end <= end], start, end)

    def _hits(self, flat: str) -> Iterator[Word]:
        known = self._known
        for run in islice(runs(flat), MOST_WORDS):
            written = run.group()
            if written not in known:
                known[written] = tuple(
                    word for word in words(written) if self._analyser.matches(word, self._marks)
                )
            for word in known[written]:
                yield word._replace(start=run.start() + word.start, end=run.start() + word.end)


def _window(flat: str, hits: list[Word], limit: int) -> tuple[int, int]:
    """Return where the stretch with the most different marked words begins and ends, cut at spaces."""
    if len(flat) <= limit:
        return 0, len(flat)
    best, best_count, first = 0, 0, 0
    inside: dict[str, int] = {}
    for last, word in enumerate(hits):
        inside[word.folded] = inside.get(word.folded, 0) + 1
        while first < last and word.end - hits[first].start > limit * 3 // 4:
            gone = hits[first].folded
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            first += 1
        count = 1_000 * len(inside) + last - first
        if count > best_count:
            best, best_count = hits[first].start, count
    start = max(0, min(best - limit // 5, len(flat) - limit))
    if start:
        space = flat.find(" ", start, best)
        start = space + 1 if space >= 0 else best
    end = min(len(flat), start + limit)
    if end < len(flat):
        space = flat.rfind(" ", start + limit // 2, end)
        end = space if space > 0 else end
    return start, end


def _pieces(flat: str, hits: list[Word], start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    place = start
    for word in hits:
        pieces += [Piece(flat[place : word.start], False), Piece(flat[word.start : word.end], True)]
        place = word.end
    pieces.append(Piece(flat[place:end], False))
    if start:
        pieces.insert(0, Piece(_GAP.lstrip(), False))
    if end < len(flat):
        pieces.append(Piece(_GAP.rstrip(), False))
    return [piece for piece in pieces if piece.text]
