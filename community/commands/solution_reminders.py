"""Reminds askers, once in a thread, to say whether the replies helped."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, func, select

from community import clock
from community.commands.notices import Notice, notify
from community.commands.site import read_setting
from community.model.boards import Board, Visibility
from community.model.members import Member, Role
from community.model.posts import SolutionReminder
from community.model.threads import Thread
from community.policy.actors import EVERYWHERE
from community.policy.reminders import due_for_reminder, is_day
from community.policy.visibility import visible_thread
from community.work import Work

MOST: Final = 100
"""Reminders of one go; the next go takes the rest."""


def remind_askers(work: Work) -> int:
    """Remind the askers whose replies are five days old, where it is day for them; return how many.

    The five days run from the last reply, not the first: who still talks needs no reminder.
    """
    now = clock.now()
    zone = func.coalesce(Member.timezone, read_setting(work, "timezone"))
    zones = work.session.scalars(
        select(zone)
        .select_from(Thread)
        .join(Member, Member.id == Thread.author_id)
        .where(*_due(now))
        .distinct()
    )
    awake = [name for name in zones if is_day(now, name)]
    if not awake:
        return 0
    due = (
        select(Thread)
        .join(Member, Member.id == Thread.author_id)
        .where(*_due(now), zone.in_(awake))
        .order_by(Thread.last_post_at, Thread.id)
        .limit(MOST)
        .with_for_update(of=Thread, skip_locked=True)
    )
    threads = work.session.scalars(due).all()
    work.session.add_all(
        SolutionReminder(thread_id=thread.id, member_id=thread.author_id, reminded_at=now)
        for thread in threads
    )
    notify(work, _notices(threads))
    return len(threads)


def _due(now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """What is due of those who can still come and see it: the team's own boards are shut to every asker."""
    seen = Thread.board_id.in_(select(Board.id).where(Board.visibility != Visibility.staff))
    asker = (Member.role == Role.customer, Member.suspended_at.is_(None))
    return (due_for_reminder(now), visible_thread(EVERYWHERE), seen, *asker)


def _notices(threads: Sequence[Thread]) -> list[Notice]:
    return [
        Notice(thread.author_id, "reminder", f"reminder:{thread.id}", thread_id=thread.id, by_mail=True)
        for thread in threads
    ]
