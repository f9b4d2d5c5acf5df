"""Thread rows: one line of a list of threads."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from community.model.boards import Board
from community.model.members import Participant
from community.model.posts import Post
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.states import (
    NEWS,
    is_closed,
    is_solved,
    is_unanswered,
    thread_answers,
    thread_state,
    thread_waiting,
)
from community.policy.visibility import visible_thread
from community.queries.authors import AuthorCard, author_card
from community.queries.pagers import Pager
from community.queries.unread import is_unread, unread_since

State = Literal["closed", "solved", "details", "answered", "open"]
Waiting = Literal["none", "first", "follow_up"]


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread as lists show it; the state and what is waited for are derived by the policy."""

    id: int
    slug: str
    title: str
    excerpt: str
    kind: str
    state: State
    waiting: Waiting
    team_answered: bool
    board_slug: str
    board_name: str
    asker: AuthorCard
    replies: int
    answers: int
    """Replies as pages count them: own follow-ups of an asker are no answers."""
    last_author: AuthorCard
    last_at: dt.datetime
    pinned: bool
    unread: bool


@dataclass(frozen=True, slots=True)
class ThreadLink:
    """A thread in a short list beside the page: similar, freshly solved, history."""

    id: int
    slug: str
    title: str
    kind: str
    state: State
    replies: int
    author: AuthorCard | None = None
    """Who solved it, where the list names somebody."""
    at: dt.datetime | None = None


NAMED: Final = (Thread.id, Thread.slug, Thread.title, Thread.kind, thread_answers().label("answers"))
"""The columns that every list of threads has of each."""
PAGE = 20
"""Rows of a page: what a person looks through before they rather search."""
LAST_PAGE = 500
"""Nobody pages further; what is older is found by search."""
FILTERS = ("newest", "open", "follow_up", "solved", "mine")
Which = Callable[..., Sequence[ColumnElement[bool]]]
"""Conditions of a list, for an actor and what is chosen."""


def filtered(actor: Actor, name: str) -> list[ColumnElement[bool]]:
    """Return the conditions of one of FILTERS for lists of questions."""
    conditions: list[ColumnElement[bool]] = [Thread.kind.not_in(NEWS)]
    if name == "open":
        conditions += [is_unanswered(), Thread.kind == "question", ~is_closed()]
    elif name == "follow_up":
        conditions += [thread_waiting() == "follow_up"]
    elif name == "solved":
        conditions += [is_solved()]
    elif name == "mine":
        conditions += [Thread.author_id == actor.id]
    return conditions


_Found = Select[*tuple[Any, ...]]
Asker = aliased(Participant)
LastAuthor = aliased(Participant)
Question = aliased(Post)


def thread_rows(
    session: Session,
    actor: Actor,
    which: Which,
    *chosen: str,
    page: int = 1,
    size: int = PAGE,
    **given: object,
) -> tuple[tuple[ThreadRow, ...], Pager]:
    """Return one page of the visible threads that meet the conditions of `which`, latest first, in one statement.

    `which` is called as a prepared statement is made: with the actor and what is `chosen`; its other values,
    which it names as bindparams, are `given`.
    """
    page = min(max(page, 1), LAST_PAGE)
    skipped = {"skipped": (page - 1) * size} if page > 1 else {}
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    first = _first(page * size + 1) if page > 1 and on_postgresql else 0
    statement = _page(actor, which, *chosen, most=size + 1, further=page > 1, among_first=first)
    found = read(session, statement, reading(actor, **skipped, **given)).all()
    rows = tuple(map(row_of, found[:size]))
    return rows, Pager(page=page, pages=None, has_next=len(found) > size and page < LAST_PAGE)


def reading(actor: Actor, **given: object) -> dict[str, object]:
    """Return what statements of thread rows are run with."""
    return who(actor, **unread_since(), **given)


def _first(rows: int) -> int:
    """Return among how many rows a page that ends with this one is looked for: 256, 1,024, 4,096 ..."""
    return 1 << max(8, (rows - 1).bit_length() + 1 & ~1)


@prepared
def _page(actor: Actor, which: Which, *chosen: str, most: int, further: bool, among_first: int) -> _Found:
    latest = (Thread.last_post_at.desc(), Thread.id.desc())
    # Picked before they are joined, or every thread of the pages before is joined as well. How many is part of the
    # statement: PostgreSQL takes a number it does not know for a tenth of all there are, and plans for that.
    picked = select(Thread.id).where(visible_thread(actor), *which(actor, *chosen)).order_by(*latest)
    if among_first:
        first = picked.add_columns(Thread.last_post_at).limit(among_first).subquery()
        picked = select(first.c.id).order_by(first.c.last_post_at.desc(), first.c.id.desc())
    if further:
        picked = picked.offset(bindparam("skipped", type_=Integer()))
    rows = picked.limit(most).subquery()
    return rows_statement(actor).join(rows, rows.c.id == Thread.id).order_by(*latest)


@prepared
def rows_statement(actor: Actor) -> _Found:
    """Return the statement of thread rows that `actor` may see, without order; it is run with reading(actor)."""
    # Columns and no entities: a row is made for every line of a list, and most of a thread is not on it.
    return (
        select(
            *NAMED,
            Thread.created_at,
            Thread.last_post_at,
            Thread.last_badge,
            Thread.staff_reply_count,
            Thread.reply_count,
            thread_state().label("state"),
            thread_waiting().label("waiting"),
            is_unread(actor),
            Version.excerpt,
            Board.slug.label("board_slug"),
            Board.name.label("board_name"),
            Asker.id.label("asker_id"),
            Asker.name.label("asker_name"),
            Asker.has_account.label("asker_has_account"),
            Question.badge.label("asker_badge"),
            LastAuthor.id.label("last_id"),
            LastAuthor.name.label("last_name"),
            LastAuthor.has_account.label("last_has_account"),
        )
        .join(Board, Board.id == Thread.board_id)
        .join(Asker, Asker.id == Thread.author_id)
        .join(LastAuthor, LastAuthor.id == Thread.last_author_id)
        .join(Question, and_(Question.thread_id == Thread.id, Question.number == 1))
        .join(Version, Version.id == Thread.title_version_id)
        .where(visible_thread(actor))
    )


def row_of(row: Row[*tuple[Any, ...]]) -> ThreadRow:
    """Return the row of one result of `rows_statement`."""
    return ThreadRow(
        id=row.id,
        slug=row.slug,
        title=row.title,
        excerpt=row.excerpt,
        kind=row.kind.value,
        state=cast(State, row.state),
        waiting=cast(Waiting, row.waiting),
        team_answered=row.staff_reply_count > 0,
        board_slug=row.board_slug,
        board_name=row.board_name,
        asker=author_card(row.asker_id, row.asker_name, row.asker_badge, has_profile=row.asker_has_account),
        replies=row.reply_count,
        answers=row.answers,
        last_author=author_card(row.last_id, row.last_name, row.last_badge, has_profile=row.last_has_account),
        last_at=row.last_post_at,
        pinned=False,
        unread=row.unread,
    )
