"""A copy of this process that does one thing and is killed in the middle of it."""

import os
import random
import select
import signal
from collections.abc import Callable
from typing import Any, Never

from sqlalchemy import Engine


def die(*_: Any) -> Never:
    """End this process without a word."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def killed(act: Callable[[], object], engine: Engine | None = None, within: float | None = None) -> bytes:
    """Let a copy of this process do `act`, which may print with `os.write(1, ...)`; return what it printed.

    It ends by itself (`die`) or, where `within` seconds are given, is killed at some moment of them. An open
    database can't be shared with a copy: `engine` is closed first.
    """
    if engine is not None:
        engine.dispose()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        try:
            act()
        finally:
            # Never back into the test, whatever happened.
            os._exit(0)
    os.close(writing)
    if within is not None:
        select.select([_ended(child)], [], [], random.uniform(0, within))
        os.kill(child, signal.SIGKILL)
    with open(reading, "rb") as pipe:
        printed = pipe.read()
    os.waitpid(child, 0)
    return printed


def _ended(child: int) -> int:
    return os.pidfd_open(child)
