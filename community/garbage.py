"""How often Python looks for garbage in cycles, and through what: not through what stays for good.

Few things end in a cycle: of a page the request, which refers to itself by its environment, and parts of statements
that were put together for it alone. All else goes as soon as nothing refers to it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

LOOKS: Final = (10_000, 20, 20)
"""New objects between two looks, and how many looks there are to one that goes further back.

A page makes some thousands of objects. By the 700 of Python 3.11 the looks took a fifteenth of a page and a fifth of
what an import does beside PostgreSQL.
"""


def settle() -> None:
    """Leave what is there now out of all later looks, as it stays for good, and have them rarely from here on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LOOKS)


@contextmanager
def settled() -> Iterator[None]:
    """Settle for as long as something lasts that makes very many objects; a process that had settled stays so."""
    before, own = gc.get_threshold(), gc.get_freeze_count() == 0
    settle()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if own:
            gc.unfreeze()
