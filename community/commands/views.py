"""Counts how often threads are read: each reader once a day, known by nothing that outlives the day."""

import datetime as dt
import hashlib
import secrets

from sqlalchemy import delete, func, select, update

from community import access, clock
from community.commands.single_rows import put_row
from community.model.readers import ThreadView, ViewSalt
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def count_view(work: Work, actor: Actor, thread_id: int, browser: str) -> bool:
    """Count `actor`, a guest known by `browser` (address and agent), as today's reader; say whether they are new.

    Neither is kept: only a hash, with a salt that is thrown away when the day is over. Raises Absent.
    """
    insist(permitted(actor, "read"))
    thread = access.thread(work.session, actor, thread_id)
    today = clock.now().date()
    who = f"guest:{browser}" if actor.id is None else f"member:{actor.id}"
    reader = hashlib.sha256(_salt(work, today) + who.encode()).hexdigest()
    return put_row(work, ThreadView, {"thread_id": thread.id, "day": today, "reader": reader})


def tally_views(work: Work) -> int:
    """Add the readers of the days that are over to their threads and forget them; return how many there were."""
    today = clock.now().date()
    counted = (
        select(ThreadView.thread_id, func.count().label("readers"))
        .where(ThreadView.day < today)
        .group_by(ThreadView.thread_id)
    )
    rows = work.session.execute(counted).all()
    for row in rows:
        work.session.execute(
            update(Thread)
            .where(Thread.id == row.thread_id)
            .values(view_count=Thread.view_count + row.readers)
            .execution_options(synchronize_session=False)
        )
    work.session.execute(delete(ThreadView).where(ThreadView.day < today))
    work.session.execute(delete(ViewSalt).where(ViewSalt.day < today))
    return sum(row.readers for row in rows)


def _salt(work: Work, day: dt.date) -> bytes:
    known = select(ViewSalt.salt).where(ViewSalt.day == day)
    salt = work.session.scalar(known)
    if salt is None:
        put_row(work, ViewSalt, {"day": day}, salt=secrets.token_bytes(32))
        salt = work.session.scalars(known).one()
    return salt
