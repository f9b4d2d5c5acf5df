"""How often the collector looks, while many objects are made and afterwards."""

import gc

from community.garbage import LOOKS, settled


def test_looks_are_rare_for_as_long_as_it_lasts() -> None:
    before = gc.get_threshold()
    with settled():
        assert gc.get_threshold() == LOOKS != before
        assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_what_refers_to_itself_goes_all_the_same() -> None:
    with settled():
        ring: list[object] = []
        ring.append(ring)
        del ring
        assert gc.collect() >= 1
