"""Case page: a thread as the staff work on it, with the customer's words above the editor."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from community import access, clock
from community.model.boards import Board
from community.model.drafts import Draft, DraftState, Note
from community.model.members import Participant
from community.model.obligations import Obligation
from community.model.posts import Post, PostRevision
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.states import is_closed, thread_state, thread_waiting
from community.policy.visibility import visible_draft, visible_post
from community.queries.authors import AuthorCard, author_card
from community.queries.clauses import clauses
from community.queries.clocks import ANSWER_TARGET, Clock, clock_of
from community.queries.customers import CustomerCard, customer_card
from community.queries.open_words import open_words
from community.queries.post_cards import PostCard, Surroundings, post_cards
from community.queries.reading_rules import rule_of_thread
from community.queries.thread_rows import State, Waiting
from community.queries.uploads import UploadCard, uploads_of


@dataclass(frozen=True, slots=True)
class OwedWord:
    """An open obligation of the thread."""

    id: int
    person: AuthorCard
    opened_by: str
    """question, follow_up, affects_me_too, wish or did_not_help."""
    post_id: int
    html: str
    """The customer's own words, safe."""
    uploads: tuple[UploadCard, ...]
    at: dt.datetime
    clock: Clock
    preselected: bool
    """Answered by default by the reply being written."""


@dataclass(frozen=True, slots=True)
class NoteCard:
    """Staff-only talk."""

    id: int
    author: AuthorCard
    html: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft under way in this thread."""

    id: int
    author: AuthorCard
    state: str
    version: int
    at: dt.datetime
    own: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on `/desk/threads/<id>`."""

    id: int
    slug: str
    title: str
    state: State
    waiting: Waiting
    board_name: str
    board_unknown: bool
    clock: Clock | None
    """The nearest deadline; None when nobody waits."""
    owed: tuple[OwedWord, ...]
    posts: tuple[PostCard, ...]
    """The whole course, question first."""
    customer: CustomerCard
    notes: tuple[NoteCard, ...]
    drafts: tuple[DraftLine, ...]
    no_answer: tuple[str, ...]
    """Clauses to choose from where nothing needs to be answered."""
    readers_required: int
    """0 to 2; names the button that sends the answer."""
    closed: bool
    submission: str


COURSE = 200
"""Posts shown of a thread's course; the public page has the rest."""


def case_page(session: Session, actor: Actor, thread_id: int) -> CasePage:
    """Return a thread as staff work on it. Raises access.Absent."""
    thread = access.thread(session, actor, thread_id)
    board, state, waiting, closed = session.execute(
        select(Board, thread_state(), thread_waiting(), is_closed())
        .join(Thread, Thread.board_id == Board.id)
        .where(Thread.id == thread.id)
    ).one()
    owed = _owed(session, actor, thread)
    reasons = clauses(session)
    customer = owed[0].person.id if owed else thread.author_id
    return CasePage(
        id=thread.id,
        slug=thread.slug,
        title=thread.title,
        state=cast(State, state),
        waiting=cast(Waiting, waiting),
        board_name=board.name,
        board_unknown=thread.board_unknown,
        clock=owed[0].clock if owed else None,
        owed=owed,
        posts=_course(session, actor, thread, board, reasons["hide"]),
        customer=customer_card(session, actor, customer, besides=thread.id),
        notes=_notes(session, thread),
        drafts=_drafts(session, actor, thread),
        no_answer=reasons["no_answer"],
        readers_required=rule_of_thread(session, board, thread.id).readers,
        closed=closed,
        submission=secrets.token_urlsafe(16),
    )


def _owed(session: Session, actor: Actor, thread: Thread) -> tuple[OwedWord, ...]:
    rows = session.execute(
        open_words(actor)
        .join(Post, Post.id == Obligation.post_id)
        .join(
            PostRevision, (PostRevision.post_id == Post.id) & (PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .join(Participant, Participant.id == Obligation.owed_to_id)
        .where(Obligation.thread_id == thread.id)
        .with_only_columns(Obligation, Participant, Version.id, Version.html, Post.created_at)
        .order_by(Obligation.due_since, Obligation.id)
    ).all()
    # A reply answers by default the person who asked, else who has waited longest.
    uploads = uploads_of(session, [(version_id, html) for _, _, version_id, html, _ in rows])
    asker_waits = any(owed.owed_to_id == thread.author_id for owed, *_ in rows)
    now = clock.now()
    return tuple(
        OwedWord(
            id=owed.id,
            person=author_card(who.id, who.name, None, has_profile=who.has_account),
            opened_by=owed.opened_by.value,
            post_id=owed.post_id or 0,
            html=html,
            uploads=uploads.get(version_id, ()),
            at=at,
            clock=clock_of(owed.due_since, ANSWER_TARGET, now, paused=owed.paused_at is not None),
            preselected=who.id == thread.author_id if asker_waits else position == 0,
        )
        for position, (owed, who, version_id, html, at) in enumerate(rows)
    )


def _course(
    session: Session, actor: Actor, thread: Thread, board: Board, hiding: tuple[str, ...]
) -> tuple[PostCard, ...]:
    around = Surroundings(
        actor=actor,
        thread=thread,
        closed=False,
        locked=True,
        exclusive=not board.several_solutions,
        marks={},
        markers={},
        owed={},
        clauses=hiding,
    )
    return post_cards(session, around, _of_course)


def _notes(session: Session, thread: Thread) -> tuple[NoteCard, ...]:
    rows = session.execute(
        select(Note, Participant)
        .join(Participant, Participant.id == Note.author_id)
        .where(Note.thread_id == thread.id)
        .order_by(Note.id)
    )
    return tuple(
        NoteCard(note.id, author_card(who.id, who.name, "Team", has_profile=True), note.html, note.created_at)
        for note, who in rows
    )


def _drafts(session: Session, actor: Actor, thread: Thread) -> tuple[DraftLine, ...]:
    rows = session.execute(
        select(Draft, Participant)
        .join(Participant, Participant.id == Draft.author_id)
        .where(Draft.thread_id == thread.id, Draft.by_staff, visible_draft(actor))
        .where(Draft.state.in_((DraftState.awaiting_reader, DraftState.returned)))
        .order_by(Draft.id)
    )
    return tuple(
        DraftLine(
            id=draft.id,
            author=author_card(who.id, who.name, draft.badge, has_profile=True),
            state=draft.state.value,
            version=draft.versions_made,
            at=draft.submitted_at,
            own=draft.author_id == actor.id,
        )
        for draft, who in rows
    )


def _of_course(actor: Actor) -> ColumnElement[bool]:
    return and_(visible_post(actor, shown_hidden=True), Post.number <= COURSE)
