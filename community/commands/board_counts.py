"""Keeps the numbers of boards in the transaction that changes what is counted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import case, func, select, update

from community.model.boards import BoardCount
from community.model.threads import Thread
from community.policy.counted import counted
from community.work import Work

Numbers = dict[int, Counter[str]]
"""By board."""


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
        select(Thread.board_id, *sums).where(Thread.id.in_(thread_ids)).group_by(Thread.board_id)
    )
    return {row.board_id: Counter({name: getattr(row, name) for name in which_are}) for row in rows}


def _add(work: Work, numbers: Numbers) -> None:
    # In the order of their ids, so that two imports never wait for each other.
    for board_id, counts in sorted(numbers.items()):
        changed = {name: by for name, by in counts.items() if by}
        if changed:
            row = update(BoardCount).where(BoardCount.board_id == board_id)
            values = {name: BoardCount.__table__.c[name] + by for name, by in changed.items()}
            work.session.execute(row.values(values).execution_options(synchronize_session=False))
