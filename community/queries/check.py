"""Checks everything that must always hold, and lists what does not."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from community.model.posts import Post
from community.model.records import OutboxRow
from community.model.threads import Thread
from community.policy.actors import EVERYWHERE
from community.policy.visibility import visible_post, visible_thread
from community.queries.invariants import counting, drafting, keeping, reading, solving, storing, waiting
from community.search.engine import SearchEngine
from community.storage.store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """An invariant that is broken, and the ids for which it is."""

    invariant: str
    ids: tuple[Any, ...]


#: What is said of the ids that a statement selects; there should be none.
INVARIANTS: Final[dict[str, Callable[[], Select[int]]]] = {
    "posts without a live text": reading.posts_without_live_text,
    "posts of staff without a release of the version shown": reading.staff_posts_without_release,
    "threads whose title is not the one released": reading.titles_that_differ,
    "releases without the approvals they name": reading.releases_unproven,
    "texts that appeared unread and are owed no reader": reading.broken_glass_unowed,
    "questions without an obligation": waiting.questions_without_obligation,
    "open obligations for a post out of sight": waiting.obligations_out_of_sight,
    "obligations closed by an answer out of sight": waiting.answers_out_of_sight,
    "open reviews of a text not held": waiting.reviews_without_held_text,
    "held texts without a review": waiting.held_texts_without_review,
    "threads whose replies are miscounted": counting.replies_miscounted,
    "threads whose last post is mistaken": counting.last_posts_mistaken,
    "threads whose numbers have gaps": counting.numbers_with_gaps,
    "posts in a wrong place": counting.places_with_gaps,
    "posts with a place though hidden, or none though shown": counting.places_of_hidden,
    "posts whose score is not that of their votes": counting.scores_miscounted,
    "threads whose affected members are miscounted": counting.affected_miscounted,
    "boards whose threads are miscounted": counting.boards_miscounted,
    "threads with rival solutions": solving.threads_with_rival_solutions,
    "solutions out of sight": solving.solutions_out_of_sight,
    "drafts in a wrong state": drafting.drafts_in_a_wrong_state,
    "published drafts without a post": drafting.published_drafts_without_post,
    "drafts that are public though not published": drafting.public_drafts,
    "drafts whose versions are miscounted": drafting.versions_miscounted,
    "versions that belong to nothing": drafting.versions_of_nothing,
    "members with a form that came to nothing": keeping.forms_without_outcome,
    "facts that could not be followed": keeping.dead_letters,
}


def check(session: Session, step: Callable[[str], object] = lambda name: None) -> Iterator[Finding]:
    """Yield every invariant of the database that is broken; `step` is told what is looked at."""
    for name, statement in INVARIANTS.items():
        step(name)
        found = tuple(session.scalars(statement().distinct()))
        if found:
            yield Finding(name, found)
    step("versions whose words are not those that were read")
    differing = tuple(reading.digests_that_differ(session))
    if differing:
        yield Finding("versions whose words are not those that were read", differing)
    step("rows that refer to nothing")
    for reference, keys in keeping.orphans(session):
        yield Finding(f"rows that refer to nothing ({reference})", keys)


def facts_waiting(session: Session) -> int:
    """Return how many facts the worker has not followed yet; until then the index may be behind."""
    waiting_rows = (
        select(func.count())
        .select_from(OutboxRow)
        .where(OutboxRow.done_at.is_(None), OutboxRow.dead_at.is_(None))
    )
    return session.scalar(waiting_rows) or 0


def check_content(session: Session, store: Store, now: dt.datetime) -> Iterator[Finding]:
    """Yield the uploads without content, and the content without an upload."""
    missing = tuple(storing.uploads_without_content(session, store))
    if missing:
        yield Finding("uploads without their content", missing)
    surplus = tuple(storing.content_without_upload(session, store, now - storing.LATE))
    if surplus:
        yield Finding("content that no upload is known for", surplus)


def check_index(session: Session, engine: SearchEngine) -> Iterator[Finding]:
    """Yield how the index departs from the database. Raises search.engine.SearchUnavailable."""
    posts = session.scalars(
        select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(visible_thread(EVERYWHERE), visible_post(EVERYWHERE))
        .order_by(Post.id)
    )
    difference = engine.check(posts)
    if difference.missing:
        yield Finding("posts missing in the index", difference.missing)
    if difference.surplus:
        yield Finding("posts in the index that should not be", difference.surplus)
