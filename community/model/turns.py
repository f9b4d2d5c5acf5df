"""The locks that PostgreSQL keeps for all workers on all machines: what each is for, and how it is asked for.

They end with the transaction that took them, so whoever dies lets go, also behind a pool of connections.
"""

from enum import IntEnum
from typing import Any, Final

from sqlalchemy import Select, func, select, text

HOUSE: Final = 0x5A555255
"""Keeps our locks apart from those of other programs in the same database."""


_HOLDING: Final = {
    "idle_in_transaction_session_timeout": "0",
    # A machine that lost its power never says good-bye; without these PostgreSQL believes in it for two hours.
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}


class Turn(IntEnum):
    """What only one worker does at a time; `work` is held by every worker as long as it runs."""

    work = 0
    facts = 1
    mail = 2
    index = 3
    tidy = 4
    content = 5
    similar = 6


def holding(patience: float) -> Select[Any]:
    """Return the statement that readies a transaction to wait for a lock, so many seconds, and to hold it for long."""
    wanted = {**_HOLDING, "lock_timeout": f"{patience * 1000:.0f}ms"}
    return select(*(func.set_config(name, value, True) for name, value in wanted.items()))


def waited_for(turn: Turn) -> Select[Any]:
    """Return the statement that waits for a turn as long as `holding` said."""
    return select(func.pg_advisory_xact_lock(HOUSE, turn.value))


def alone() -> Select[bool]:
    """Return the statement that says whether no worker runs, and keeps it so."""
    return select(func.pg_try_advisory_xact_lock(HOUSE, Turn.work.value))


def together() -> Select[bool]:
    """Return the statement with which a worker joins the others; it says no to none but `alone`."""
    return select(func.pg_try_advisory_xact_lock_shared(HOUSE, Turn.work.value))


def somebody_works() -> Select[bool]:
    """Return the statement that says whether a worker runs on some machine."""
    held = text(
        "EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND mode = 'ShareLock'"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND classid = :house AND objid = :work AND objsubid = 2)"
    )
    return select(held.bindparams(house=HOUSE, work=Turn.work.value))
