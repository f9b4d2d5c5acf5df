"""How often Python looks for garbage in cycles, and through what: not through what stays for good.

Hardly anything here ends in a cycle; everything else goes as soon as nothing refers to it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LOOKS: Final = (20_000, 20, 20)
"""New objects between two looks, and how many looks there are to one that goes further back.

A page makes some thousands of objects. By Python's own 700 the looks took a fifteenth of a page and a fifth of what an
import does beside PostgreSQL.
"""


def settle() -> None:
    """Leave what is there now out of all later looks, as it stays for good, and have them rarely from here on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LOOKS)


@contextmanager
def settled() -> Iterator[None]:
    """Settle for as long as something lasts that makes very many objects."""
    before = gc.get_threshold()
    settle()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
