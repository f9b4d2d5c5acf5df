"""Lets one worker of all machines at a time into a lane; on SQLite there is only one anyway."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from community.model.turns import Turn, holding, waited_for

PATIENCE: Final = 5.0
"""Seconds to wait for who is in the lane: what was committed a moment ago may have come too late for them."""
_LOCK_NOT_AVAILABLE: Final = "55P03"


class Taken(Exception):
    """Another worker is in the lane, and stays there."""


@contextmanager
def in_turn(engine: Engine, turn: Turn, patience: float = PATIENCE) -> Iterator[Callable[[], Any]]:
    """Keep all other workers out of a lane, those on other machines too; who is killed is out of it at once.

    Gives a function that raises when the turn was lost, as with the connection: to be asked before each step.
    Raises Taken after `patience` seconds.
    """
    if engine.dialect.name != "postgresql":
        yield lambda: None
        return
    with engine.connect() as connection:
        # Nothing is read in this transaction, so as long as it stays open it holds up no cleaning.
        connection.execute(holding(patience))
        try:
            connection.execute(waited_for(turn))
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
                raise
            raise Taken from error
        yield lambda: connection.execute(select(1))
