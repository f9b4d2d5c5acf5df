"""Which segments a commit joins: few enough to search fast, never so many posts at once that a commit takes long."""

import math
from typing import Any

from whoosh.writing import SegmentWriter

from community.search.index_files import reader_of

# Segments of like size are joined when there are this many; each post is so rewritten a handful of times in its life.
_ALIKE = 6
_SMALLEST = 150
# Joining takes about a second for each thousand posts and others wait for the lock; a rebuild makes bigger ones.
_MOST_MERGED = 6_000


def merge_alike(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Join segments of one size where there are many, unless they are large; return those that stay as they are."""
    tiers: dict[int, list[Any]] = {}
    for segment in segments:
        if segment.doc_count():
            tiers.setdefault(_tier(segment), []).append(segment)
    joined: set[str] = set()
    for tier, alike in sorted(tiers.items()):
        if len(alike) >= _ALIKE and sum(segment.doc_count() for segment in alike) <= _MOST_MERGED:
            joined |= {segment.segment_id() for segment in alike}
            tiers[tier] = []
    for segment in segments:
        if segment.segment_id() in joined:
            reader = reader_of(writer, segment)
            writer.add_reader(reader)
            reader.close()
    return [segment for alike in tiers.values() for segment in alike]


def _tier(segment: Any) -> int:
    return int(math.log(max(segment.doc_count(), _SMALLEST) / _SMALLEST, _ALIKE))
