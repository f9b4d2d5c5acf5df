"""Confirms proposed solutions that nobody contradicted for seven days; the mark alone, nothing that is owed."""

import datetime as dt
from typing import Final

from sqlalchemy import select

from community import clock
from community.commands.audit import write_audit
from community.model.posts import Solution
from community.work import Work

PATIENCE: Final = dt.timedelta(days=7)
MOST: Final = 200
"""Marks of one go; the next go takes the rest."""


def confirm_proposals(work: Work) -> int:
    """Confirm what was proposed seven days ago or earlier and still stands; return how many.

    No obligation is closed by it: only the asker can say that they are helped.
    """
    now = clock.now()
    ripe = (
        select(Solution)
        .where(Solution.confirmed_at.is_(None), Solution.removed_at.is_(None))
        .where(Solution.marked_at <= now - PATIENCE)
        .order_by(Solution.marked_at, Solution.id)
        .limit(MOST)
        .with_for_update(skip_locked=True)
    )
    marks = work.session.scalars(ripe).all()
    for mark in marks:
        mark.confirmed_at = now
        write_audit(work, None, "solution.confirmed", "post", mark.post_id, cause="seven_days")
    return len(marks)
