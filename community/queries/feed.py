"""Feeds and sitemap: what everybody may read, newest first."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community import access
from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import GUEST
from community.policy.states import NEWS
from community.policy.visibility import visible_thread

ENTRIES = 30
ADDRESSES = 50_000
"""The most a sitemap may hold (sitemaps.org protocol)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thread in a feed, with the text of its question."""

    id: int
    slug: str
    title: str
    author: str
    html: str
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """The newest threads of the place or of one board."""

    title: str
    entries: tuple[Entry, ...]


def feed(session: Session, slug: str | None = None) -> Feed:
    """Return the feed of all boards or of one, as guests may read it. Raises access.Absent."""
    board = access.board(session, GUEST, slug) if slug else None
    newest = select(Thread.id).where(visible_thread(GUEST)).order_by(Thread.id.desc()).limit(ENTRIES)
    if board is not None:
        newest = newest.where(Thread.board_id == board.id)
    # Picked before they are joined, or the first posts of all threads are.
    picked = newest.subquery()
    statement = (
        select(Thread, Participant.name, Version.html)
        .join(picked, picked.c.id == Thread.id)
        .join(Participant, Participant.id == Thread.author_id)
        .join(Post, and_(Post.thread_id == Thread.id, Post.number == 1))
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .where(visible_thread(GUEST))
        .order_by(Thread.id.desc())
    )
    entries = (
        Entry(thread.id, thread.slug, thread.title, name, html, thread.created_at, thread.last_post_at)
        for thread, name, html in session.execute(statement)
    )
    return Feed(board.name if board else "", tuple(entries))


def sitemap(session: Session) -> list[tuple[int, str, dt.datetime]]:
    """Return id, slug and last change of the threads a search engine should know: answered ones and news."""
    rows = session.execute(
        select(Thread.id, Thread.slug, Thread.last_post_at)
        .where(visible_thread(GUEST), (Thread.other_reply_count > 0) | Thread.kind.in_(NEWS))
        .order_by(Thread.id.desc())
        .limit(ADDRESSES)
    )
    return [(row.id, row.slug, row.last_post_at) for row in rows]
