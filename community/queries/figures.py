"""Figures of the last 30 days, counted from what the viewer may see."""

import datetime as dt
import statistics
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from community import clock
from community.lasting import Lasting
from community.model.base import UtcDateTime
from community.model.boards import Visibility
from community.model.posts import Post, Solution
from community.model.threads import Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.visibility import seen_visibilities, visible_thread

PERIOD: Final = dt.timedelta(days=30)
FEWEST: Final = 5
"""Questions below which a percentage would tell more about single people than about the place."""
MINUTES: Final = 5
"""How old the figures that are shown may be; a month of questions looks the same as five minutes ago."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counted figures of the last 30 days; the card is absent without data."""

    answered_percent: float
    solved_percent: float
    first_answer: dt.timedelta
    """Median wait for the first answer."""
    community_percent: float
    """Solutions not written by the team."""


class KeptFigures:
    """The figures that one process shows for some minutes: they take every question of the period."""

    def __init__(self) -> None:
        self._kept: Lasting[Figures | None] = Lasting(MINUTES, len(Visibility))

    def seen_by(self, session: Session, actor: Actor) -> Figures | None:
        """Return the figures over what `actor` sees, None where too few questions were asked or none was answered."""
        return self._kept.get(seen_visibilities(actor), lambda: figures_of(session, actor, clock.now()))


def figures_of(session: Session, actor: Actor, now: dt.datetime) -> Figures | None:
    """Return the figures as they are now, None where too few questions were asked or none was answered."""
    asked = read(session, _asked(actor), who(actor, since=now - PERIOD)).all()
    answered = [row for row in asked if row.other_reply_count > 0]
    if len(asked) < FEWEST or not answered:
        return None
    solutions, by_customers = sum(row.solutions for row in asked), sum(row.by_customers for row in asked)
    waits = [(row.first - row.created_at).total_seconds() for row in answered if row.first is not None]
    return Figures(
        answered_percent=100 * len(answered) / len(asked),
        solved_percent=100 * solutions / len(answered),
        first_answer=dt.timedelta(seconds=statistics.median(waits)),
        community_percent=100 * by_customers / solutions if solutions else 0.0,
    )


@prepared
def _asked(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Each question of the period: when it was asked and first answered by somebody else, and its solutions."""
    since: ColumnElement[dt.datetime] = bindparam("since", type_=UtcDateTime())
    first = select(func.min(Post.created_at)).where(
        Post.thread_id == Thread.id, Post.place.is_not(None), Post.author_id != Thread.author_id
    )
    solutions = (
        select(func.count())
        .select_from(Solution)
        .join(Post, Post.id == Solution.post_id)
        .where(Solution.thread_id == Thread.id, Solution.removed_at.is_(None))
    )
    return select(
        Thread.created_at,
        Thread.other_reply_count,
        first.correlate(Thread).scalar_subquery().label("first"),
        solutions.correlate(Thread).scalar_subquery().label("solutions"),
        solutions.where(~Post.by_staff).correlate(Thread).scalar_subquery().label("by_customers"),
    ).where(
        # Nothing was written last before it was asked, and by its last post a thread is found.
        Thread.last_post_at >= since,
        Thread.created_at >= since,
        Thread.kind == ThreadKind.question,
        visible_thread(actor),
    )
