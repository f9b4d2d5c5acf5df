"""The only place where a Post is made or its text replaced; what imports bring in is beside, in past_posts."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select, update

from community import clock, events
from community.commands.board_counts import count_new, counting
from community.commands.follows import follow_own_words
from community.model.drafts import Draft
from community.model.posts import Post, PostRevision
from community.model.threads import DetailsRequest, Thread, ThreadKind, ThreadTag
from community.model.versions import Release, Version, VersionTag
from community.policy.verdicts import Refused
from community.text.titles import slug
from community.work import Work


@dataclass(frozen=True, slots=True)
class Author:
    """Whose post it is, with the badge as it was at submission."""

    id: int
    badge: str | None = None

    @property
    def by_staff(self) -> bool:
        """Whether the company speaks."""
        return self.badge is not None


def author_of(draft: Draft) -> Author:
    """Return the author of a draft, frozen when it was first submitted."""
    return Author(draft.author_id, draft.badge)


def publish_thread(
    work: Work,
    version: Version,
    author: Author,
    kind: ThreadKind,
    *,
    release: Release | None = None,
    draft: Draft | None = None,
    at: dt.datetime | None = None,
) -> tuple[Thread, Post]:
    """Open a thread with `version` as its first post, dated `at` (default: now)."""
    at = at or clock.now()
    thread = _thread(version, author, kind, release, at)
    work.session.add(thread)
    work.session.flush()
    tags = work.session.scalars(select(VersionTag.tag_id).where(VersionTag.version_id == version.id))
    work.session.add_all(ThreadTag(thread_id=thread.id, tag_id=tag) for tag in tags)
    post = _publish(work, thread, version, author, release, draft, at)
    count_new(work, [thread.id])
    work.record(events.ThreadStands(post.id))
    return thread, post


def publish_reply(
    work: Work,
    thread: Thread,
    version: Version,
    author: Author,
    *,
    release: Release | None = None,
    draft: Draft | None = None,
    at: dt.datetime | None = None,
) -> Post:
    """Add `version` to `thread`, which the caller has locked, as its next post."""
    at = at or clock.now()
    post = _publish(work, thread, version, author, release, draft, at)
    if author.id != thread.author_id and thread.other_reply_count == 0:
        with counting(work, thread):
            count_reply(thread, author, at)
    else:
        count_reply(thread, author, at)
    if author.id == thread.author_id:
        work.session.execute(
            update(DetailsRequest)
            .where(DetailsRequest.thread_id == thread.id, DetailsRequest.met_at.is_(None))
            .values(met_at=at)
        )
    return post


def publish_revision(
    work: Work, post: Post, thread: Thread, version: Version, release: Release | None = None
) -> None:
    """Replace the live text of `post` by `version`; the earlier revision and its proof stay.

    Raises Refused: changed, where `version` was written before what is live now appeared and would undo it unseen.
    """
    live = work.session.scalars(
        select(PostRevision)
        .where(PostRevision.post_id == post.id)
        .order_by(PostRevision.number.desc())
        .limit(1)
    ).one()
    if live.version_id > version.id or live.created_at > version.created_at:
        raise Refused("changed")
    work.session.add(_revision(post, live.number + 1, version, release))
    work.session.flush()
    post.current_revision = live.number + 1
    if post.number == 1 and version.title is not None:
        thread.title, thread.slug = version.title, slug(version.title)
        thread.title_version_id, thread.title_by_staff = version.id, version.by_staff
        thread.title_release_id = release.id if release else None
    work.record(events.PostRevised(post.id))


class Counting(Protocol):
    """A thread as far as its counters go: a row, or one that is about to be written."""

    author_id: Any
    numbers_given: Any
    reply_count: Any
    staff_reply_count: Any
    other_reply_count: Any
    last_post_at: Any
    last_author_id: Any
    last_badge: Any


def next_place(thread: Counting) -> tuple[int, int]:
    """Give the next number of a post in `thread` out, and say which place it has."""
    thread.numbers_given += 1
    # The question has place 1; every visible reply comes after it without a gap.
    return thread.numbers_given, 1 if thread.numbers_given == 1 else thread.reply_count + 2


def count_reply(thread: Counting, author: Author, at: dt.datetime) -> None:
    """Count a reply that everybody sees in what `thread` says of itself; the caller has locked it."""
    thread.reply_count += 1
    thread.staff_reply_count += author.by_staff
    thread.other_reply_count += author.id != thread.author_id
    if at >= thread.last_post_at:
        thread.last_post_at, thread.last_author_id, thread.last_badge = at, author.id, author.badge


def _thread(
    version: Version, author: Author, kind: ThreadKind, release: Release | None, at: dt.datetime
) -> Thread:
    title = version.title or ""
    return Thread(
        kind=kind,
        board_id=version.board_id,
        author_id=author.id,
        title=title,
        title_version_id=version.id,
        title_by_staff=version.by_staff,
        title_release_id=release.id if release else None,
        slug=slug(title),
        created_at=at,
        last_post_at=at,
        last_author_id=author.id,
        last_badge=author.badge,
        numbers_given=0,
        reply_count=0,
        staff_reply_count=0,
        other_reply_count=0,
    )


def _post(thread: Thread, author: Author, draft: Draft | None, at: dt.datetime) -> Post:
    number, place = next_place(thread)
    return Post(
        thread_id=thread.id,
        number=number,
        place=place,
        author_id=author.id,
        by_staff=author.by_staff,
        badge=author.badge,
        draft_id=draft.id if draft else None,
        current_revision=1,
        created_at=at,
    )


def _publish(
    work: Work,
    thread: Thread,
    version: Version,
    author: Author,
    release: Release | None,
    draft: Draft | None,
    at: dt.datetime,
) -> Post:
    post = _post(thread, author, draft, at)
    work.session.add(post)
    work.session.flush()
    work.session.add(_revision(post, 1, version, release, at))
    work.session.flush()
    follow_own_words(work, author.id, thread.id)
    work.record(events.PostPublished(post.id))
    return post


def _revision(
    post: Post, number: int, version: Version, release: Release | None, at: dt.datetime | None = None
) -> PostRevision:
    return PostRevision(
        post_id=post.id,
        number=number,
        post_by_staff=post.by_staff,
        version_id=version.id,
        by_staff=version.by_staff,
        release_id=release.id if release else None,
        created_at=at or clock.now(),
    )
