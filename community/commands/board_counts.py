"""Keeps the numbers of boards in the transaction that changes what is counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Table, bindparam, case, func, select

from community.model.boards import BoardCount
from community.model.threads import Thread
from community.policy.among import among
from community.policy.counted import counted
from community.work import Work

Numbers = dict[int, Counter[str]]
"""By board."""
# Of the table: with many values the ORM takes an update for one by ids alone, and refuses any other condition.
_TABLE = cast(Table, BoardCount.__table__)
_NAMES = tuple(counted())
_ADD = (
    _TABLE.update()
    .where(_TABLE.c.board_id == bindparam("of_board"))
    .values({name: _TABLE.c[name] + bindparam(f"more_{name}") for name in _NAMES})
)


@contextmanager
def counting(work: Work, thread: Thread) -> Iterator[None]:
    """Bring to the numbers of its board what is done to a thread meanwhile; the caller has locked it."""
    before = _numbers(work, [thread.id])
    yield
    after = _numbers(work, [thread.id])
    for board_id, counts in before.items():
        after.setdefault(board_id, Counter()).subtract(counts)
    _add(work, after)


def count_new(work: Work, thread_ids: Sequence[int]) -> None:
    """Add new threads to the numbers of their boards."""
    _add(work, _numbers(work, thread_ids))


def _numbers(work: Work, thread_ids: Sequence[int]) -> Numbers:
    work.session.flush()
    which_are = counted()
    sums = [func.sum(case((which, 1), else_=0)).label(name) for name, which in which_are.items()]
    rows = work.session.execute(
        select(Thread.board_id, *sums).where(among(Thread.id, "thread_ids")).group_by(Thread.board_id),
        {"thread_ids": list(thread_ids)},
    )
    return {row.board_id: Counter({name: getattr(row, name) for name in which_are}) for row in rows}


def _add(work: Work, numbers: Numbers) -> None:
    # In the order of their ids, so that two imports never wait for each other.
    changes = [
        {"of_board": board_id, **{f"more_{name}": counts[name] for name in _NAMES}}
        for board_id, counts in sorted(numbers.items())
        if any(counts.values())
    ]
    if changes:
        work.session.execute(_ADD, changes)
