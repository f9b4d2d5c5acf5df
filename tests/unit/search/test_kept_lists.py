"""Posting lists that stay unpacked: those asked for last, as many as there is room for, over all segments."""

import numpy as np

from community.search.postings import Kept

HALF = 500_000


def block(length):
    return np.zeros(length, np.uint32), np.zeros(length, np.float32)


def filled(kept, lengths):
    for number, length in enumerate(lengths):
        kept.put((str(number), "body", "router"), block(length))
    return [number for number in range(len(lengths)) if kept.get((str(number), "body", "router")) is not None]


def test_the_lists_of_all_segments_share_one_room():
    assert filled(Kept(), [HALF - 100, HALF - 100, HALF]) == [2]
    assert filled(Kept(), [HALF - 100, HALF - 100, 10]) == [0, 1, 2]


def test_who_was_asked_for_last_stays():
    kept = Kept()
    filled(kept, [HALF - 100, HALF - 100])
    kept.get(("0", "body", "router"))
    kept.put(("2", "body", "router"), block(100_000))
    assert kept.get(("0", "body", "router")) is not None
    assert kept.get(("1", "body", "router")) is None


def test_lists_without_postings_take_room_too():
    kept = Kept()
    assert len(filled(kept, [0] * 50_000)) < 20_000


def test_a_large_index_has_more_room():
    kept = Kept()
    kept.fit(2 * HALF)
    assert filled(kept, [HALF] * 15) == list(range(15))
    kept.fit(10)
    kept.put(("15", "body", "router"), block(HALF))
    assert kept.get(("13", "body", "router")) is None
