"""One worker at a time: what the workers of a run share is made by the first who needs it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def first(folder: Path, name: str) -> Iterator[bool]:
    """Give True to the first of all workers who asks for `name` and did not fail; others wait for it."""
    done = folder / f"{name}.done"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        is_first = not done.exists()
        yield is_first
        if is_first:
            done.touch()
