"""Desk page: the queue in lanes by deadline, and the chosen case."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from community import clock
from community.model.boards import Board
from community.model.drafts import Draft, DraftState
from community.model.members import Participant, Right
from community.model.obligations import Obligation
from community.model.posts import Post, PostRevision
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.left_behind import left_behind
from community.queries.authors import author_card
from community.queries.clocks import ANSWER_TARGET, Clock, clock_of
from community.queries.customers import CustomerCard, customer_card
from community.queries.desk_cards import DeskCard
from community.queries.draft_cards import draft_cards
from community.queries.later_readings import is_read_later
from community.queries.open_words import FIRST, count_owed, open_words
from community.text.plain import plain

LaneName = Literal["answer", "follow_up", "reading", "returned"]


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the desk; `total` counts also the cards not shown."""

    name: LaneName
    total: int
    cards: tuple[DeskCard, ...]


@dataclass(frozen=True, slots=True)
class CasePanel:
    """The chosen case beside the lanes."""

    thread_id: int
    title: str
    clock: Clock
    excerpt: str
    """The customer's own words, plain text."""
    asked_at: dt.datetime
    customer: CustomerCard
    follow_up: bool = False
    """The words are not the question's: it was asked again."""
    draft_id: int | None = None
    """The viewer's own answer that a reader returned."""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Everything on `/desk/`."""

    lanes: tuple[Lane, ...]
    """answer, follow_up, reading; returned first, and only when there is something in it: what came back to the
    viewer, and for readers what came back to somebody who has left."""
    lane: LaneName
    """The lane a narrow screen shows."""
    expanded: bool
    """Only the chosen lane is shown, in full."""
    overdue: int
    soon: int
    case: CasePanel | None


SHOWN = 6
"""Cards of a lane; the rest is counted."""
ALL = 200
"""Cards of an expanded lane."""
LANES: tuple[LaneName, ...] = ("answer", "follow_up", "reading", "returned")


def desk_page(
    session: Session,
    actor: Actor,
    *,
    lane: LaneName = "answer",
    expanded: bool = False,
    case: int | None = None,
) -> DeskPage:
    """Return the queue of the service desk, each lane sorted by how long somebody waits."""
    limits = {name: ALL if expanded and name == lane else SHOWN for name in LANES}
    owed = count_owed(session, actor)
    lanes = [
        Lane("answer", owed.first, _owed_cards(session, actor, FIRST, limits["answer"])),
        Lane("follow_up", owed.follow_ups, _owed_cards(session, actor, ~FIRST, limits["follow_up"])),
        _draft_lane(session, actor, "reading", limits["reading"]),
    ]
    returned = _draft_lane(session, actor, "returned", limits["returned"])
    if returned.total:
        lanes.insert(0, returned)
    chosen = [case] if case else _preselected(lanes)
    return DeskPage(
        lanes=tuple(lanes),
        lane=lane,
        expanded=expanded,
        overdue=owed.overdue,
        soon=owed.soon,
        case=_first_panel(session, actor, chosen, returned) if not expanded else None,
    )


def _preselected(lanes: list[Lane]) -> list[int]:
    """What to show beside the lanes: an own answer that came back first, then who waits longest."""
    back = [card.thread_id for lane in lanes if lane.name == "returned" for card in lane.cards if card.own]
    owed = [card.thread_id for lane in lanes for card in lane.cards if card.obligation_id]
    return [*filter(None, back[:1]), *owed[:1]]


def _first_panel(session: Session, actor: Actor, chosen: list[int], returned: Lane) -> CasePanel | None:
    """The first of the `chosen` cases in which somebody waits, with the viewer's own answer that came back to it."""
    drafts = {card.thread_id: card.draft_id for card in reversed(returned.cards) if card.own}
    for thread_id in chosen:
        panel = _panel(session, actor, thread_id)
        if panel is not None:
            return replace(panel, draft_id=drafts.get(thread_id))
    return None


def _owed_cards(
    session: Session, actor: Actor, which: ColumnElement[bool], limit: int
) -> tuple[DeskCard, ...]:
    """Return who waits longest; those whose clock rests come last.

    Each of the two kinds is read in the order of the index, so that a queue of thousands costs no more.
    """
    running = _cards(session, actor, and_(which, Obligation.paused_at.is_(None)), limit)
    if len(running) == limit:
        return running
    resting = _cards(session, actor, and_(which, Obligation.paused_at.is_not(None)), limit - len(running))
    return running + resting


def _cards(session: Session, actor: Actor, which: ColumnElement[bool], limit: int) -> tuple[DeskCard, ...]:
    under_way = (
        select(func.count())
        .where(Draft.thread_id == Obligation.thread_id, Draft.state == DraftState.awaiting_reader)
        .correlate(Obligation)
        .scalar_subquery()
    )
    rows = session.execute(
        open_words(actor)
        .where(which)
        .join(Board, Board.id == Thread.board_id)
        .join(Participant, Participant.id == Obligation.owed_to_id)
        .with_only_columns(Obligation, Thread, Board.name, Participant, under_way)
        .order_by(Obligation.due_since, Obligation.id)
        .limit(limit)
    )
    now = clock.now()
    return tuple(
        DeskCard(
            obligation_id=owed.id,
            draft_id=None,
            thread_id=thread.id,
            title=thread.title,
            board_name=board,
            person=author_card(person.id, person.name, None, has_profile=person.has_account),
            clock=clock_of(owed.due_since, ANSWER_TARGET, now, paused=owed.paused_at is not None),
            version=None,
            readers_required=0,
            readers_done=0,
            own=False,
            drafts=drafts,
            board_unknown=thread.board_unknown,
        )
        for owed, thread, board, person, drafts in rows
    )


def _draft_lane(session: Session, actor: Actor, name: Literal["reading", "returned"], limit: int) -> Lane:
    state = DraftState.awaiting_reader if name == "reading" else DraftState.returned
    waiting = Draft.state == state
    if name == "reading":
        waiting = or_(waiting, is_read_later())
    which: list[ColumnElement[bool]] = [waiting, Draft.by_staff.is_(True)]
    if name == "returned":
        mine = Draft.author_id == actor.id
        which.append(or_(mine, left_behind()) if Right.reader in actor.rights else mine)
    total = session.scalar(select(func.count()).select_from(Draft).where(*which)) or 0
    return Lane(name, total, draft_cards(session, actor, *which, limit=limit) if total else ())


def _panel(session: Session, actor: Actor, thread_id: int) -> CasePanel | None:
    found = session.execute(
        open_words(actor)
        .join(Post, Post.id == Obligation.post_id)
        .join(
            PostRevision, (PostRevision.post_id == Post.id) & (PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .where(Obligation.thread_id == thread_id)
        .with_only_columns(Obligation, Thread, Version.html, Post)
        # Who asked again is answered by what they say now; the question alone was answered once.
        .order_by(Post.number == 1, Obligation.due_since, Obligation.id)
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    owed, thread, html, post = found
    paused = owed.paused_at is not None
    return CasePanel(
        thread_id=thread.id,
        title=thread.title,
        clock=clock_of(owed.due_since, ANSWER_TARGET, clock.now(), paused=paused),
        excerpt=plain(html),
        asked_at=post.created_at,
        customer=customer_card(session, actor, owed.owed_to_id, besides=thread.id),
        follow_up=post.number > 1,
    )
