"""Notifications page: what happened that concerns the viewer, by day and thread."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community.model.drafts import Draft
from community.model.members import Participant
from community.model.posts import Hiding, Post, SolutionLock
from community.model.records import Notification
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.visibility import visible_thread
from community.queries.authors import AuthorCard, author_card
from community.queries.notifications_seen import seen_notifications


@dataclass(frozen=True, slots=True)
class NotificationItem:
    """One event; the page has the words for its kind."""

    id: int
    kind: str
    """As in model.records.Notification."""
    title: str
    """Title of the thread, or of a question that was rejected before it became one."""
    actor: AuthorCard | None
    post_id: int | None
    draft_id: int | None
    thread_id: int | None
    """None: a question that was held and rejected."""
    slug: str
    in_sight: bool
    """The thread can be read; nothing leads to one that is hidden."""
    own: bool
    """The post is the viewer's."""
    reason: str
    """Why a text was rejected or hidden, or the choice of a solution settled."""
    earlier: int
    """Replies of the same thread and day that this one stands for as well."""
    at: dt.datetime
    unread: bool


@dataclass(frozen=True, slots=True)
class NotificationGroup:
    """What happened in one thread on one day, newest first."""

    title: str
    thread_id: int | None
    slug: str
    in_sight: bool
    items: tuple[NotificationItem, ...]

    @property
    def unread(self) -> bool:
        """Whether something in it was not read yet."""
        return any(item.unread for item in self.items)


@dataclass(frozen=True, slots=True)
class NotificationDay:
    """The events of one day."""

    day: dt.date
    groups: tuple[NotificationGroup, ...]


@dataclass(frozen=True, slots=True)
class NotificationsPage:
    """Everything on `/notifications`."""

    days: tuple[NotificationDay, ...]
    unread: int


KEPT = 100
"""Notifications shown; older ones are no news."""


def notifications_page(session: Session, actor: Actor, zone: dt.tzinfo) -> NotificationsPage:
    """Return the newest notifications about what the member may still see, by day in `zone` and thread."""
    items = _items(session, actor)
    days = groupby(items, key=lambda item: item.at.astimezone(zone).date())
    return NotificationsPage(
        days=tuple(NotificationDay(day, _grouped(group)) for day, group in days),
        unread=sum(item.unread for item in items),
    )


def _items(session: Session, actor: Actor) -> list[NotificationItem]:
    hidden_for = (
        select(Hiding.reason)
        .where(Hiding.post_id == Notification.post_id)
        .order_by(Hiding.id.desc())
        .limit(1)
        .correlate(Notification)
        .scalar_subquery()
    )
    rows = session.execute(
        seen_notifications(actor)
        .outerjoin(Version, and_(Version.draft_id == Draft.id, Version.number == Draft.versions_made))
        .outerjoin(Participant, Participant.id == Post.author_id)
        .outerjoin(SolutionLock, SolutionLock.thread_id == Notification.thread_id)
        .with_only_columns(
            Notification,
            Thread,
            visible_thread(actor),
            Post,
            Participant,
            Draft.decision,
            Version.title,
            hidden_for,
            SolutionLock.reason,
        )
        .order_by(Notification.id.desc())
        .limit(KEPT)
    )
    return [
        NotificationItem(
            id=row.id,
            kind=row.kind,
            title=(thread.title if thread else title) or "",
            actor=author_card(who.id, who.name, post.badge, has_profile=who.has_account)
            if who and post
            else None,
            post_id=row.post_id,
            draft_id=row.draft_id,
            thread_id=row.thread_id,
            slug=thread.slug if thread else "",
            in_sight=bool(in_sight),
            own=who is not None and who.id == actor.id,
            reason=_reason(row.kind, decision, hidden_why, locked_why),
            earlier=0,
            at=row.created_at,
            unread=row.read_at is None,
        )
        for row, thread, in_sight, post, who, decision, title, hidden_why, locked_why in rows
    ]


def _reason(kind: str, decision: str | None, hidden_why: str | None, locked_why: str | None) -> str:
    reasons = {"rejected": decision, "returned": decision, "hidden": hidden_why, "locked": locked_why}
    return reasons.get(kind) or ""


def _grouped(items: Iterable[NotificationItem]) -> tuple[NotificationGroup, ...]:
    """The events of a day by thread, the thread with the newest one first."""
    threads: dict[object, list[NotificationItem]] = {}
    for item in items:
        threads.setdefault(item.thread_id or ("draft", item.draft_id), []).append(item)
    return tuple(
        NotificationGroup(
            group[0].title, group[0].thread_id, group[0].slug, group[0].in_sight, _joined(group)
        )
        for group in threads.values()
    )


def _joined(items: Iterable[NotificationItem]) -> tuple[NotificationItem, ...]:
    """The replies in one thread become one item: told of the newest, leading to the oldest that is unread."""
    joined: dict[object, NotificationItem] = {}
    for item in items:
        key = "reply" if item.kind == "reply" else item.id
        newest = joined.get(key)
        if newest is None:
            joined[key] = item
            continue
        further = item.unread or not newest.unread
        joined[key] = replace(
            newest,
            earlier=newest.earlier + 1,
            unread=newest.unread or item.unread,
            post_id=item.post_id if further else newest.post_id,
        )
    return tuple(joined.values())
