"""How often the collector looks, while many objects are made and afterwards."""

import gc
import weakref

from community.garbage import LOOKS, settle, settled


class Ring:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_looks_are_rare_for_as_long_as_it_lasts() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with settled():
        assert gc.get_threshold() == LOOKS
        assert gc.get_freeze_count() > frozen
    assert gc.get_threshold() == before
    assert (gc.get_freeze_count() > 0) == (frozen > 0)


def test_who_has_settled_for_good_stays_so() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        settle()
        with settled():
            pass
        assert gc.get_threshold() == LOOKS
        assert gc.get_freeze_count() > 0
    finally:
        gc.set_threshold(*before)
        if not frozen:
            gc.unfreeze()


def test_what_refers_to_itself_goes_by_and_by() -> None:
    with settled():
        ring = weakref.ref(Ring())
        kept = [[number] for number in range(LOOKS[0] + 1000)]
        assert ring() is None
    assert len(kept) > LOOKS[0]
