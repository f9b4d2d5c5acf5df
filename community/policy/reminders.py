"""Which threads ask their asker whether it helped, and at which hours a reminder may come."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased

from community.model.obligations import ClosedBy, Obligation
from community.model.posts import Solution, SolutionReminder
from community.model.threads import Thread
from community.policy.states import thread_state

PATIENCE: Final = dt.timedelta(days=5)
FORGOTTEN: Final = dt.timedelta(days=35)
"""What a worker that was away for weeks finds older than this it leaves in peace."""
FIRST_HOUR, LAST_HOUR = 8, 21


def awaits_verdict() -> ColumnElement[bool]:
    """Questions with replies, none accepted, whose last word is somebody else's and was not judged by the asker.

    Judged is also what they said helped without marking it, and a mark they took away since with "did not help".
    """
    helped, removed = aliased(Obligation), aliased(Solution)
    said_helped = exists().where(
        helped.thread_id == Thread.id,
        helped.owed_to_id == Thread.author_id,
        helped.closed_by == ClosedBy.helped,
    )
    said_no = exists().where(
        removed.thread_id == Thread.id,
        removed.removal == "did_not_help",
        removed.removed_at >= Thread.last_post_at,
    )
    return and_(
        Thread.kind == "question",
        thread_state() == "answered",
        Thread.last_author_id != Thread.author_id,
        ~said_helped.correlate(Thread),
        ~said_no.correlate(Thread),
    )


def due_for_reminder(now: dt.datetime) -> ColumnElement[bool]:
    """Such questions that have been quiet for five days and were never reminded of."""
    reminded = exists().where(SolutionReminder.thread_id == Thread.id).correlate(Thread)
    quiet = Thread.last_post_at.between(now - FORGOTTEN, now - PATIENCE)
    return and_(quiet, ~reminded, awaits_verdict())


def is_day(now: dt.datetime, zone: str) -> bool:
    """Say whether it is between 8:00 and 21:00 in a time zone; an unknown one is taken for UTC."""
    try:
        local = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        local = now.astimezone(dt.UTC)
    return FIRST_HOUR <= local.hour < LAST_HOUR
