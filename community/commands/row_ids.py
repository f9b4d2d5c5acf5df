"""Gives many new rows their ids at once, so that they are written in one go and not asked back one by one."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import func, select

from community.model.members import Participant
from community.model.obligations import Obligation
from community.model.posts import Post
from community.model.threads import Thread
from community.model.versions import Version
from community.work import Work

Row = TypeVar("Row", Participant, Obligation, Post, Thread, Version)


def add_many(work: Work, rows: Sequence[Row]) -> None:
    """Add new `rows` with ids that rise in their order, and write them.

    SQLite hands the next ids out itself by the highest there is, and nobody else writes in the transaction of
    `work`; PostgreSQL has a sequence that others draw from at the same time.
    """
    if not rows:
        return
    made = type(rows[0])
    if work.session.get_bind().dialect.name == "sqlite":
        last = work.session.scalar(select(func.max(made.id))) or 0
        ids: Sequence[int] = range(last + 1, last + 1 + len(rows))
    else:
        drawn = func.nextval(func.pg_get_serial_sequence(made.__tablename__, "id"))
        ids = sorted(work.session.scalars(select(drawn).select_from(func.generate_series(1, len(rows)))))
    for row, row_id in zip(rows, ids, strict=True):
        row.id = row_id
    work.session.add_all(rows)
    work.session.flush()
