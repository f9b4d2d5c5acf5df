"""Searches in the database while the index is away: titles of all threads, texts of the latest posts."""

import datetime as dt

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from community.model.boards import Tag
from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.product_fields import FieldValue
from community.model.threads import Thread, ThreadTag
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.states import is_solved, thread_state
from community.policy.visibility import visible_post, visible_thread
from community.queries.found_posts import STATUSES
from community.search.engine import Hit, Hits, Query
from community.search.query_language import fallback_words
from community.text.names import name_key

LATEST = 2_000
"""Posts whose text is read; comparing every text of a large place would take seconds."""
TITLE_WEIGHT = 3
MOST = 500
"""Posts taken at most, whatever fits; so many are never looked through."""


def search_in_database(
    session: Session, actor: Actor, query: Query, boards: frozenset[int] | None, *, limit: int
) -> Hits:
    """Return the visible threads with most of the words as they were typed, in one statement."""
    words = fallback_words(query)
    in_title = [Thread.title.icontains(word, autoescape=True) for word in words]
    in_text = [or_(_text_contains(word), _told(word)) for word in words] if not query.in_title else []
    score = _count(in_title, TITLE_WEIGHT) + _count(in_text, 1)
    order = (
        (Post.id.desc(),)
        if query.sort == "newest" or not words
        else (score.desc(), Thread.last_post_at.desc())
    )
    statement = (
        select(Post.id, Post.thread_id, score.label("score"), is_solved().label("solved"))
        .join(Thread, Thread.id == Post.thread_id)
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .join(Participant, Participant.id == Post.author_id)
        .where(visible_thread(actor), visible_post(actor), or_(Post.number == 1, _latest()))
        .where(*_conditions(query, boards))
        .order_by(*order, Post.id.desc())
        .limit(MOST)
    )
    if words:
        statement = statement.where(or_(*in_title, *in_text))
    best: dict[int, Hit] = {}
    for row in session.execute(statement):
        best.setdefault(row.thread_id, Hit(row.id, row.thread_id, float(row.score), row.solved))
    hits = tuple(best.values())
    return Hits(hits[:limit], len(hits), tuple(words))


def _latest() -> ColumnElement[bool]:
    return Post.id > select(func.coalesce(func.max(Post.id), 0) - LATEST).scalar_subquery()


def _text_contains(word: str) -> ColumnElement[bool]:
    return and_(_latest(), Version.source.icontains(word, autoescape=True))


def _told(word: str) -> ColumnElement[bool]:
    said = FieldValue.value.icontains(word, autoescape=True)
    return and_(Post.number == 1, exists().where(FieldValue.thread_id == Thread.id, said).correlate(Thread))


def _count(matches: list[ColumnElement[bool]], weight: int) -> ColumnElement[int]:
    total: ColumnElement[int] = literal(0)
    for match in matches:
        total = total + case((match, weight), else_=0)
    return total


def _conditions(query: Query, boards: frozenset[int] | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if boards is not None:
        found.append(Thread.board_id.in_(boards))
    if query.status:
        found.append(thread_state().in_(STATUSES[query.status]))
    found += [_tagged(slug) for slug in query.tags]
    if query.authors:
        found.append(Participant.name_key.in_([name_key(name) for name in query.authors]))
    if query.kinds:
        found.append(Thread.kind.in_(query.kinds))
    if query.staff:
        found.append(Post.by_staff.is_(True))
    if query.after:
        found.append(Post.created_at >= _midnight(query.after))
    if query.before:
        found.append(Post.created_at < _midnight(query.before))
    for unwanted in query.must_not:
        found += [
            not_(Thread.title.icontains(unwanted, autoescape=True)),
            not_(_text_contains(unwanted)),
        ]
    return found


def _tagged(slug: str) -> ColumnElement[bool]:
    return (
        exists()
        .where(ThreadTag.thread_id == Thread.id, ThreadTag.tag_id == Tag.id, Tag.slug == slug)
        .correlate(Thread)
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
