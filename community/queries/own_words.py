"""The viewer's own words in a thread that need a word from us: texts not public, and what was waived."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from community.model.drafts import OPEN_STATES, Draft, DraftState
from community.model.members import Participant
from community.model.obligations import ClosedBy, Obligation
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.visibility import visible_draft
from community.queries.uploads import UploadCard, uploads_of


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A text of the viewer that is not public; `reason` says why it was rejected."""

    id: int
    state: Literal["awaiting_reader", "returned", "held", "rejected"]
    at: dt.datetime
    html: str
    uploads: tuple[UploadCard, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WaiverMark:
    """A colleague said that the viewer's words need no answer; one click contradicts."""

    obligation_id: int
    by: str
    reason: str


def own_drafts(session: Session, actor: Actor, thread: Thread) -> tuple[OwnDraft, ...]:
    """Return what the viewer wrote here that is on its way, or was held and rejected."""
    if actor.id is None:
        return ()
    shown = or_(
        Draft.state.in_(OPEN_STATES), and_(Draft.state == DraftState.rejected, Draft.by_staff.is_(False))
    )
    rows = session.execute(
        select(
            Draft.id,
            Draft.state,
            Draft.submitted_at,
            Version.id.label("version"),
            Version.html,
            Draft.decision,
        )
        .join(Version, and_(Version.draft_id == Draft.id, Version.number == Draft.versions_made))
        .where(Draft.thread_id == thread.id, Draft.author_id == actor.id, shown)
        .where(visible_draft(actor))
        .order_by(Draft.id)
    ).all()
    uploads = uploads_of(session, [(row.version, row.html) for row in rows])
    return tuple(
        OwnDraft(
            row.id, row.state.value, row.submitted_at, row.html, uploads.get(row.version, ()), row.decision
        )
        for row in rows
    )


def own_waivers(session: Session, actor: Actor, thread: Thread) -> tuple[WaiverMark, ...]:
    """Return what was closed as "needs no answer" of what the viewer is owed here."""
    if actor.id is None or actor.is_staff:
        return ()
    rows = session.execute(
        select(Obligation.id, Participant.name, Obligation.closed_reason)
        .join(Participant, Participant.id == Obligation.closed_by_member_id)
        .where(Obligation.thread_id == thread.id, Obligation.owed_to_id == actor.id)
        .where(Obligation.closed_by == ClosedBy.needs_no_answer)
        .order_by(Obligation.id)
    )
    return tuple(WaiverMark(*row) for row in rows)
