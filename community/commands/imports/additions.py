"""Finds what of past threads is not here yet, and joins it with its words as we keep them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.commands.imports.past import PastPost, PastThread
from community.commands.imports.rejects import Rejects
from community.commands.imports.wording import Wording, kept_title
from community.model.records import ImportedRow
from community.policy.among import among

Key = tuple[str, str]
"""Kind and old id of a post."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The posts of a past thread not here yet, in order, and the thread they go to (None: a new one)."""

    thread: PastThread
    posts: tuple[PastPost, ...]
    thread_id: int | None


# Not frozen, as that makes each three times as long to make.
@dataclass(slots=True)
class Prepared:
    """A post of the past with its words as we keep them; a question has a title."""

    post: PastPost
    wording: Wording
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """What is missing of a past thread, ready to be written."""

    thread: PastThread
    posts: tuple[Prepared, ...]
    thread_id: int | None


def missing_from(session: Session, source: str, threads: Sequence[PastThread]) -> list[Missing]:
    """Return what is missing of those threads that are not complete."""
    posts = [post for thread in threads for post in (thread.question, *thread.replies)]
    known = known_posts(session, source, posts)
    found = (
        Missing(
            thread,
            tuple(
                post
                for post in (thread.question, *thread.replies)
                if (post.kind, post.external_id) not in known
            ),
            known.get((thread.question.kind, thread.question.external_id)),
        )
        for thread in threads
    )
    return [missing for missing in found if missing.posts]


def additions_of(missing: Sequence[Missing], wordings: Iterable[Wording], rejects: Rejects) -> list[Addition]:
    """Join posts and their words, given in the same order; a text with nothing to read is rejected."""
    words = iter(wordings)
    additions = []
    for part in missing:
        pairs = [(post, next(words)) for post in part.posts]
        posts = [
            Prepared(post, wording, kept_title(part.thread.title, wording.html) if number == 0 else None)
            for number, (post, wording) in enumerate(pairs, start=0 if part.thread_id is None else 1)
            if _readable(post, wording, rejects)
        ]
        if part.thread_id is None and (not posts or posts[0].title is None):
            for prepared in posts:
                _reject(prepared.post, "the post it belongs to is missing", rejects)
        elif posts:
            additions.append(Addition(part.thread, tuple(posts), part.thread_id))
    return additions


def known_posts(session: Session, source: str, posts: Iterable[PastPost]) -> dict[Key, int]:
    """Return the thread of each of those `posts` that were imported before."""
    by_kind: dict[str, list[str]] = {}
    for post in posts:
        by_kind.setdefault(post.kind, []).append(post.external_id)
    return {
        (kind, external_id): thread_id
        for kind, external_ids in by_kind.items()
        for external_id, thread_id in session.execute(
            select(ImportedRow.external_id, ImportedRow.thread_id).where(
                ImportedRow.source == source,
                ImportedRow.kind == kind,
                among(ImportedRow.external_id, "external_ids"),
            ),
            {"external_ids": external_ids},
        )
        if thread_id is not None
    }


def _readable(post: PastPost, wording: Wording, rejects: Rejects) -> bool:
    if not wording.html:
        _reject(post, "there is nothing to read", rejects)
    return bool(wording.html)


def _reject(post: PastPost, reason: str, rejects: Rejects) -> None:
    rejects.keep("", None, reason, {"kind": post.kind, "id": post.external_id})
