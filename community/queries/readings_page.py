"""Readings page: the drafts that wait for a reader."""

from dataclasses import dataclass

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from community.model.drafts import Draft, DraftState
from community.model.versions import Reading, Version
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.visibility import visible_draft
from community.queries.desk_cards import DeskCard
from community.queries.draft_cards import draft_cards
from community.queries.later_readings import is_read_later


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Everything on `/desk/readings`."""

    cards: tuple[DeskCard, ...]
    """Those the viewer may read, by deadline."""
    own: tuple[DeskCard, ...]
    """The viewer's own drafts, which somebody else reads."""


SHOWN = 200
"""Drafts of the list; more would mean that nobody reads any more."""


def readings_page(session: Session, actor: Actor) -> ReadingsPage:
    """Return the drafts that wait for a reader, the viewer's own apart."""
    waiting = (or_(Draft.state == DraftState.awaiting_reader, is_read_later()), Draft.by_staff.is_(True))
    cards = draft_cards(session, actor, *waiting, limit=SHOWN)
    return ReadingsPage(
        cards=tuple(card for card in cards if not card.own), own=tuple(card for card in cards if card.own)
    )


def next_reading(session: Session, actor: Actor) -> int | None:
    """Return the draft that has waited longest among those `actor` may read and has not; None for none."""
    if not permitted(actor, "read_draft"):
        return None
    mine = exists().where(Reading.version_id == Version.id, Reading.reader_id == actor.id)
    return session.scalar(
        select(Draft.id)
        .join(Version, and_(Version.draft_id == Draft.id, Version.number == Draft.versions_made))
        .where(Draft.state == DraftState.awaiting_reader, Draft.by_staff, visible_draft(actor))
        .where(Draft.author_id != actor.id, Version.editor_id != actor.id, ~mine)
        .order_by(Draft.submitted_at, Draft.id)
        .limit(1)
    )
