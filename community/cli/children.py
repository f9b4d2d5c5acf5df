"""Keeps processes of ours running: starts them anew when they die, and ends them with us."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Final

import structlog

from community.garbage import settle

# Forked, they share the memory of what is imported already, and start at once.
_FORK: Final = multiprocessing.get_context("fork")
_PR_SET_PDEATHSIG: Final = 1
_M_ARENA_MAX: Final = -8
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_LONG_LIFE: Final = 60.0
"""Seconds after which a death counts as the first again."""

log = structlog.get_logger(__name__)


class Child:
    """One process that is to run as long as we do."""

    def __init__(self, name: str, run: Callable[[], None], patience: float) -> None:
        self.name, self.run, self.patience = name, run, patience
        self.process: BaseProcess | None = None
        self.started = self.due = 0.0
        self.pause = _FIRST_WAIT

    def start(self) -> None:
        """Start it."""
        self.started = time.monotonic()
        self.process = _FORK.Process(target=_begin, args=(self.run, os.getpid()), name=self.name)
        self.process.start()

    def bury(self) -> None:
        """Take note of its death, and when it is to be started again: later each time it dies young."""
        if self.process is None or self.process.is_alive():
            return
        log.error("child_died", child=self.name, code=self.process.exitcode)
        if time.monotonic() - self.started > _LONG_LIFE:
            self.pause = _FIRST_WAIT
        self.process, self.due = None, time.monotonic() + self.pause
        self.pause = min(self.pause * 2, _LONGEST_WAIT)

    def end(self) -> None:
        """Tell it to stop, and kill it where it does not."""
        if self.process is None:
            return
        self.process.terminate()
        self.process.join(self.patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def supervise(children: Sequence[Child]) -> None:
    """Run `children` until SIGTERM or SIGINT, then end them one after the other."""
    # What is imported stays for good. Looked through for garbage by each child, it would be written to, and every
    # child would hold a copy of all of it: 40 MB.
    settle()
    told: list[int] = []
    reader, writer = os.pipe()

    def stop(number: int, frame: object) -> None:
        told.append(number)
        os.write(writer, b"x")

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    try:
        while not told:
            for child in children:
                child.bury()
                if child.process is None and time.monotonic() >= child.due:
                    child.start()
            wait([reader, *(child.process.sentinel for child in children if child.process)], timeout=1.0)
    finally:
        for child in children:
            child.end()


def _begin(run: Callable[[], None], parent: int) -> None:
    """Be a process of its own: with the usual signals, and gone when the parent is, however that ends."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        # Else every thread keeps a heap of its own, mostly free memory; few of ours compute at once.
        if allocator := getattr(system, "mallopt", None):
            allocator(_M_ARENA_MAX, 1)
    if os.getppid() == parent:
        run()
