"""Publishes texts from other systems, many in one go, as they were there and without effects."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from community.commands.many_rows import insert_many, new_ids, write_many
from community.commands.publishing import Author, count_reply, next_place
from community.commands.versions import PastVersion
from community.model.posts import Post, PostRevision
from community.model.threads import Thread, ThreadKind
from community.model.versions import Version
from community.text.titles import slug
from community.work import Work

# Nobody changes texts and posts; they are not frozen, as that makes each three times as long to make.


@dataclass(slots=True)
class Past:
    """A text from another system: its version, its author, when it was written and its score there."""

    version: PastVersion
    author: Author
    at: dt.datetime
    score: int = 0
    hidden: bool = False
    """Nobody but moderators is to see it; whoever publishes it adds the Hiding."""


@dataclass(slots=True)
class OpenedPast:
    """The thread that a question from another system opens, with an attribute for each column."""

    id: int
    kind: ThreadKind
    board_id: int
    author_id: int
    title: str
    title_version_id: int
    slug: str
    created_at: dt.datetime
    last_post_at: dt.datetime
    last_author_id: int
    last_badge: str | None = None
    numbers_given: int = 0
    reply_count: int = 0
    staff_reply_count: int = 0
    other_reply_count: int = 0
    title_by_staff: ClassVar[bool] = False
    title_release_id: ClassVar[None] = None
    board_unknown: ClassVar[bool] = False
    affected_count: ClassVar[int] = 0
    view_count: ClassVar[int] = 0


@dataclass(slots=True)
class PublishedPast:
    """The post that a text from another system becomes, with an attribute for each column."""

    id: int
    thread_id: int
    number: int
    place: int | None
    author_id: int
    by_staff: bool
    badge: str | None
    created_at: dt.datetime
    score: int
    imported_score: int
    draft_id: ClassVar[None] = None
    current_revision: ClassVar[int] = 1


def past_thread(thread_id: int, opening: Past, kind: ThreadKind) -> OpenedPast:
    """Return a thread for a question from another system; publish_past_posts writes it.

    Without a fact: an import has no effect but the index, which its writer sees to.
    """
    version = opening.version
    title = version.title or ""
    return OpenedPast(
        id=thread_id,
        kind=kind,
        board_id=version.board_id,
        author_id=opening.author.id,
        title=title,
        title_version_id=version.id,
        slug=slug(title),
        created_at=opening.at,
        last_post_at=opening.at,
        last_author_id=opening.author.id,
    )


def publish_past_posts(
    work: Work, texts: Sequence[tuple[Thread | OpenedPast, Past]], new: Sequence[OpenedPast] = ()
) -> list[PublishedPast]:
    """Publish texts from another system, each as the next post of its thread, in one go and without a fact.

    Their versions are written here, as are the threads that are `new`, with all that they count.
    """
    ids = new_ids(work, Post, len(texts))
    posts = [_past_post(post_id, thread, past) for post_id, (thread, past) in zip(ids, texts, strict=True)]
    pairs = [(post, past) for post, (_, past) in zip(posts, texts, strict=True)]
    # A thread refers to the version of its question, all other versions to their thread.
    write_many(work, Version, [past.version for post, past in pairs if post.number == 1])
    write_many(work, Thread, new)
    write_many(work, Version, [past.version for post, past in pairs if post.number > 1])
    write_many(work, Post, posts)
    revisions = [
        {
            "post_id": post.id,
            "number": 1,
            "post_by_staff": post.by_staff,
            "version_id": past.version.id,
            "by_staff": past.version.by_staff,
            "release_id": None,
            "created_at": past.at,
        }
        for post, past in pairs
    ]
    insert_many(work, PostRevision, revisions)
    return posts


def _past_post(post_id: int, thread: Thread | OpenedPast, past: Past) -> PublishedPast:
    number, place = next_place(thread)
    seen = number == 1 or not past.hidden
    if number > 1 and seen:
        count_reply(thread, past.author, past.at)
    return PublishedPast(
        id=post_id,
        thread_id=thread.id,
        number=number,
        place=place if seen else None,
        author_id=past.author.id,
        by_staff=past.author.by_staff,
        badge=past.author.badge,
        created_at=past.at,
        score=past.score,
        imported_score=past.score,
    )
