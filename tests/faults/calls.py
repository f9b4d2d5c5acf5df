"""Calls to a database that can be counted, and made to fail one by one."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Never

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError


class Gone(OperationalError):
    """The database did not answer."""

    def __init__(self) -> None:
        super().__init__("?", {}, sqlite3.OperationalError("disk I/O error"))


def refuse() -> Never:
    """Do not answer."""
    raise Gone


@dataclass
class Calls:
    """Counts the calls of one engine, and lets one of them fail, or that and all that follow."""

    number: int = 0
    failing: int = 0
    for_good: bool = False
    after: bool = False
    """The call is done, and its answer lost."""
    made: list[str] = field(default_factory=list)
    fail: Callable[[], object] = refuse
    """What becomes of the one that fails."""

    watching: bool = False

    @contextmanager
    def counted(self, failing: int = 0, *, for_good: bool = False, after: bool = False) -> Iterator[None]:
        """Count from now on, and let call number `failing` fail; at its end every call goes through again."""
        self.number, self.failing, self.for_good, self.after = 0, failing, for_good, after
        self.made.clear()
        self.watching = True
        try:
            yield
        finally:
            self.watching = False

    def through(self, what: str, call: Callable[[], object]) -> object:
        """Let one call through, or not."""
        if not self.watching:
            return call()
        self.number += 1
        self.made.append(what)
        fails = self.failing and (
            self.number == self.failing or (self.for_good and self.number > self.failing)
        )
        if fails and not self.after:
            self.fail()
        done = call()
        if fails:
            self.fail()
        return done


def watched(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Return the calls of an engine: statements and commits."""
    counting, dialect = Calls(), engine.dialect
    for name in ("do_execute", "do_executemany", "do_commit"):
        original = getattr(dialect, name)

        def wrapped(*given: Any, _original: Any = original, _name: str = name, **named: Any) -> object:
            return counting.through(_name, lambda: _original(*given, **named))

        monkeypatch.setattr(dialect, name, wrapped)
    return counting
