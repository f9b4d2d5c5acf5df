"""Turns texts in processes beside this one, where there are many; all that is written stays with this one."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Final, Protocol, TypeVar

from community.commands.imports.wording import Wording, kept_texts
from community.garbage import settle, settled

#: Texts from which starting processes (half a second each) pays.
MANY: Final = 1500
Batch = TypeVar("Batch")
Texts = Sequence[tuple[str, bool]]


class Turned(Protocol):
    """What becomes of texts handed over."""

    def result(self) -> list[Wording]:
        """Wait for what to keep of them. Raises BrokenProcessPool."""


Turning = Callable[[Texts], Turned]


@contextmanager
def turning(expected: int) -> Iterator[Turning]:
    """Give what turns texts: this process where few are expected, else one process for every processor."""
    if expected < MANY:
        yield _Here
        return
    # Spawned: a fork of a process with threads and an open database can stop in the middle of either.
    context = multiprocessing.get_context("spawn")
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin) as pool, settled():
        try:
            yield lambda texts: _there(pool, texts)
        finally:
            pool.shutdown(cancel_futures=True)


def ahead(
    turn: Turning, batches: Iterable[tuple[Batch, Texts]], depth: int = 6
) -> Iterator[tuple[Batch, list[Wording]]]:
    """Yield each batch with its texts turned, in order, while up to `depth` later ones are being turned.

    Where a worker was killed, this process goes on alone.
    """
    waiting: deque[tuple[Batch, Texts, Turned]] = deque()
    for batch, texts in batches:
        waiting.append((batch, texts, turn(texts)))
        if len(waiting) > depth:
            yield _done(*waiting.popleft())
    while waiting:
        yield _done(*waiting.popleft())


def _done(batch: Batch, texts: Texts, turned: Turned) -> tuple[Batch, list[Wording]]:
    try:
        return batch, turned.result()
    except BrokenProcessPool:
        return batch, kept_texts(texts)


def _there(pool: ProcessPoolExecutor, texts: Texts) -> Turned:
    try:
        return pool.submit(kept_texts, texts)
    except BrokenProcessPool:
        return _Here(texts)


class _Here:
    """Texts turned by this process, when they are asked for."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def result(self) -> list[Wording]:
        return kept_texts(self.texts)


def _begin() -> None:
    """Have a worker leave when the parent is gone, however it ended (it would wait for texts for ever), and settle."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only called in a worker"

    def leave() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=leave, daemon=True).start()
    settle()
