"""Which posts of a segment a query may find at all: its boards and conditions, as one mask over its documents."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from community.search import postings
from community.search.engine import Query
from community.search.folding import fold, words
from community.search.postings import Mask, Numbers
from community.search.schema import SOLVED, STAFF
from community.search.snapshot import Segment, Snapshot, Titles

# Boards and conditions repeat from request to request; each remembered mask takes a byte for each post.
_MOST_MASKS = 16
# A phrase of very common words is looked for in this many posts of a segment, newest first.
_MOST_PHRASE_POSTS = 2_000
_NOTHING = np.empty(0, np.uint32)


def masks(snapshot: Snapshot | Titles, query: Query, boards: frozenset[int] | None) -> list[Mask]:
    """Return for each segment a mask of the allowed documents, or None where all are."""
    allowed = [_remembered(segment, query, boards) for segment in snapshot.segments]
    for phrase in query.phrases:
        allowed = [
            _only(segment, mask, phrase_documents(segment, phrase))
            for segment, mask in zip(snapshot.segments, allowed, strict=True)
        ]
    if query.must_not:
        unwanted = np.concatenate(
            [
                segment.threads[np.setdiff1d(phrase_documents(segment, text), segment.removed)]
                for segment in snapshot.segments
                for text in query.must_not
            ]
        )
        allowed = [
            _both(mask, ~np.isin(segment.threads, unwanted))
            for segment, mask in zip(snapshot.segments, allowed, strict=True)
        ]
    return allowed


def besides(snapshot: Snapshot | Titles, allowed: list[Mask], thread: int) -> list[Mask]:
    """Return the masks without the posts of this thread, which would be more like itself than all others."""
    return [
        _both(mask, segment.threads != thread)
        for segment, mask in zip(snapshot.segments, allowed, strict=True)
    ]


def phrase_documents(segment: Segment, phrase: str) -> Numbers:
    """Return the documents in which these words stand one after the other, in whatever spelling."""
    wanted = [word.folded for word in words(phrase)]
    if not wanted:
        return _NOTHING
    by_rarity = sorted(set(wanted), key=lambda word: postings.frequency(segment.reader, "exact", word))
    found = segment.lists.documents("exact", by_rarity[0])
    if len(wanted) == 1:
        return found
    for word in by_rarity[1:]:
        theirs = segment.lists.documents("exact", word)
        found = np.intersect1d(found[-_MOST_PHRASE_POSTS:], theirs, assume_unique=True)
    having = set(found.tolist())
    places = {word: postings.places(segment.reader, "exact", word, having) for word in by_rarity}
    return np.array(
        [
            number
            for number in found.tolist()
            if any(
                all(start + step in places[word][number] for step, word in enumerate(wanted))
                for start in places[wanted[0]][number]
            )
        ],
        np.uint32,
    )


def _remembered(segment: Segment, query: Query, boards: frozenset[int] | None) -> Mask:
    key = (
        boards, query.status, query.tags, query.authors, query.kinds, query.staff, query.after, query.before,
    )  # fmt: skip
    if key not in segment.masks:
        if len(segment.masks) >= _MOST_MASKS:
            segment.masks.pop(next(iter(segment.masks)))
        segment.masks[key] = _mask(segment, query, boards)
    return segment.masks[key]


def _mask(segment: Segment, query: Query, boards: frozenset[int] | None) -> Mask:
    mask = np.ones(len(segment.posts), np.bool_)
    mask[segment.removed] = False
    if boards is not None:
        mask &= np.isin(segment.boards, list(boards))
    if query.status == "solved":
        mask &= (segment.flags & SOLVED) > 0
    elif query.status == "open":
        mask &= ~_having(segment, "state", ("solved", "closed"))
    elif query.status is not None:
        mask &= _having(segment, "state", ("open" if query.status == "unanswered" else query.status,))
    for tag in query.tags:
        mask &= _having(segment, "tag", (tag,))
    if query.authors:
        mask &= _having(segment, "author", map(fold, query.authors))
    if query.kinds:
        mask &= _having(segment, "kind", query.kinds)
    if query.staff:
        mask &= (segment.flags & STAFF) > 0
    if query.after is not None:
        mask &= segment.created >= _midnight(query.after)
    if query.before is not None:
        mask &= segment.created < _midnight(query.before)
    return None if mask.all() else mask


def _having(segment: Segment, field: str, terms: Iterable[str]) -> NDArray[np.bool_]:
    """Return which documents have any of the terms."""
    having = np.zeros(len(segment.posts), np.bool_)
    for term in terms:
        having[segment.lists.documents(field, term)] = True
    return having


def _only(segment: Segment, mask: Mask, wanted: Numbers) -> Mask:
    kept = np.zeros(len(segment.posts), np.bool_)
    kept[wanted] = True
    return _both(mask, kept)


def _both(mask: Mask, other: Mask) -> Mask:
    return other if mask is None or other is None else mask & other


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
