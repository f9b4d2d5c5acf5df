"""Read the posting lists of a segment quickly, a block at a time, and refuse lists that can't be true."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import SegmentReader, TermNotFound

from community.search.engine import SearchUnavailable

Numbers = NDArray[np.integer[Any]]
"""Documents of a segment by their numbers, ascending."""
Amounts = NDArray[np.floating[Any]]
"""One amount for each of some documents."""
Block = tuple[Numbers, Amounts]
Mask = NDArray[np.bool_] | None
"""Which documents of a segment are allowed; None where all are."""

# Postings of an index that stay unpacked, those of the latest searches: 8 bytes each. A sentence of common words takes
# some eight for each post; half of that made it take a half longer, and twice as much made nothing faster.
_KEPT = 1_000_000
_KEPT_A_POST = 8
# What it takes to keep a list beside its postings, counted in postings: the key, the arrays and their place.
_EACH = 60
_HIGHEST = np.iinfo(np.uint32).max
_NOTHING: Block = (np.empty(0, np.uint32), np.empty(0, np.float32))


class Kept:
    """The lists of all segments of a snapshot that stay unpacked: those that were asked for last."""

    def __init__(self) -> None:
        self._blocks: OrderedDict[tuple[str, str, str], Block] = OrderedDict()
        self._held, self._room = 0, _KEPT

    def fit(self, posts: int) -> None:
        """Have room for the searches of an index of so many posts."""
        self._room = max(_KEPT, posts * _KEPT_A_POST)

    def get(self, key: tuple[str, str, str]) -> Block | None:
        """Return the list of segment, field and term, None where it is not kept."""
        block = self._blocks.get(key)
        if block is not None:
            self._blocks.move_to_end(key)
        return block

    def put(self, key: tuple[str, str, str], block: Block) -> None:
        """Keep a list that is not kept yet; those asked for longest ago make room for it."""
        self._blocks[key] = block
        self._held += len(block[0]) + _EACH
        while self._held > self._room and len(self._blocks) > 1:
            _, (oldest, _) = self._blocks.popitem(last=False)
            self._held -= len(oldest) + _EACH


class Lists:
    """The posting lists of a segment, unpacked."""

    def __init__(self, reader: SegmentReader, kept: Kept) -> None:
        self._reader, self._kept = reader, kept
        self._segment = str(reader.segment().segment_id())

    def whole(self, field: str, term: str) -> Block:
        """Return what `unpacked` does."""
        key = (self._segment, field, term)
        block = self._kept.get(key)
        if block is None:
            block = unpacked(self._reader, field, term)
            self._kept.put(key, block)
        return block

    def documents(self, field: str, term: str) -> Numbers:
        """Return the documents alone."""
        return self.whole(field, term)[0]

    def renumbered(self, field: str, term: str, numbers: Numbers) -> Block:
        """Return what `unpacked` does for some documents, numbered for themselves; -1 are the others."""
        key = (self._segment, f"{field} of some", term)
        block = self._kept.get(key)
        if block is None:
            own, weights = unpacked(self._reader, field, term)
            places = numbers[own]
            wanted = places >= 0
            block = places[wanted].astype(np.uint32), weights[wanted]
            self._kept.put(key, block)
        return block


class Renumbered(Lists):
    """The same for some of the documents: kept as they are then, so that the others cost nothing."""

    def __init__(self, lists: Lists, numbers: Numbers) -> None:
        self._lists, self._numbers = lists, numbers

    def whole(self, field: str, term: str) -> Block:
        """Return the documents with a term by their own numbers, and its weights in them."""
        return self._lists.renumbered(field, term, self._numbers)


def unpacked(reader: SegmentReader, field: str, term: str) -> Block:
    """Return the numbers of all documents with a term, ascending, and its weights in them; removed ones too."""
    blocks = list(_blocks(reader, field, term))
    if len(blocks) == 1:
        return blocks[0]
    # Most segments are small and lack most words: those lists are one and the same.
    if not blocks:
        return _NOTHING
    numbers, weights = zip(*blocks, strict=True)
    return np.concatenate(numbers), np.concatenate(weights)


def frequency(reader: SegmentReader, field: str, term: str) -> int:
    """Return how many posts of a segment have a term, removed ones included."""
    return int(reader.doc_frequency(field, term))


def among(block: Block, wanted: Numbers) -> Block:
    """Return those of a block that are among the wanted documents."""
    numbers, weights = block
    if not len(numbers):
        return block
    places = np.searchsorted(numbers, wanted)
    places[places == len(numbers)] = 0
    places = places[numbers[places] == wanted]
    return numbers[places], weights[places]


def places(reader: SegmentReader, field: str, term: str, wanted: set[int]) -> dict[int, set[int]]:
    """Return where a word stands in each of the wanted documents that has it."""
    matcher = _matcher(reader, field, term)
    found: dict[int, set[int]] = {}
    last, first, highest = -1, min(wanted, default=0), max(wanted, default=-1)
    while matcher is not None and matcher.is_active() and last < highest:
        if matcher.block_max_id() >= first:
            numbers = _numbers(matcher, last)
            last = int(numbers[-1])
            matcher.value()
            for number, value in zip(numbers.tolist(), matcher._values, strict=True):
                if number in wanted:
                    found[number] = set(matcher.format.decode_positions(value))
        matcher._next_block()
    return found


def _blocks(reader: SegmentReader, field: str, term: str) -> Iterator[Block]:
    matcher = _matcher(reader, field, term)
    last = -1
    while matcher is not None and matcher.is_active():
        numbers = _numbers(matcher, last)
        last = int(numbers[-1])
        yield numbers.astype(np.uint32), _weights(matcher._data[1], len(numbers))
        matcher._next_block()


def _weights(packed: Any, count: int) -> Amounts:
    # Whoosh leaves out weights that are all alike.
    if packed is None or isinstance(packed, float):
        return np.full(count, 1.0 if packed is None else packed, np.float32)
    return np.asarray(packed, np.float32)


def _matcher(reader: SegmentReader, field: str, term: str) -> W3LeafMatcher | None:
    try:
        return reader._terms.matcher(field, term.encode(), reader.schema[field].format)
    except (TermNotFound, KeyError):
        return None


def _numbers(matcher: W3LeafMatcher, last: int) -> Numbers:
    if matcher._data is None:
        matcher._read_data()
    # The steps from one number to the next; Whoosh adds them up one by one, which took half the time of a search.
    numbers: Numbers = np.cumsum(np.asarray(matcher._data[0], np.uint32), dtype=np.int64)
    matcher._ids = numbers
    # Turned bits could make a list run in a circle; a list of a healthy index only ever rises.
    if not len(numbers) or numbers[0] <= last or numbers[-1] > _HIGHEST:
        raise SearchUnavailable("a posting list of the index is damaged")
    return numbers
