"""The waiting line: where the answer is that the viewer of a thread waits for."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from community import clock
from community.model.drafts import Draft, DraftState
from community.model.obligations import Obligation, ObligationKind
from community.model.threads import Thread
from community.model.versions import Version, VersionObligation
from community.policy.actors import Actor
from community.queries.clocks import ANSWER_TARGET


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What the person who waits may know, and no word of the draft: that there is one, and that it is being read."""

    since: dt.datetime
    step: Literal["received", "written", "read", "asked"]
    """Received; a colleague writes an answer; a second one reads it; the team asked for details and waits itself."""
    due_at: dt.datetime | None
    """When the answer is to be there; None where that is past or the clock rests."""


def waiting_line(session: Session, actor: Actor, thread: Thread) -> WaitingLine | None:
    """Return how far the oldest answer is that `actor` is owed in a thread they see, in one statement."""
    row = session.execute(
        select(
            Obligation.due_since,
            Obligation.paused_at,
            _answered_by_draft(DraftState.awaiting_reader),
            _answered_by_draft(DraftState.returned),
        )
        .where(Obligation.thread_id == thread.id, Obligation.owed_to_id == actor.id)
        .where(Obligation.closed_at.is_(None), Obligation.kind == ObligationKind.answer)
        .order_by(Obligation.due_since, Obligation.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    since, paused_at, read, written = row
    due_at = since + ANSWER_TARGET
    step: Literal["received", "written", "read", "asked"] = (
        "read" if read else "written" if written else "asked" if paused_at else "received"
    )
    return WaitingLine(since, step, due_at if not paused_at and due_at > clock.now() else None)


def _answered_by_draft(state: DraftState) -> ColumnElement[bool]:
    """Say whether the newest version of a staff draft in this state names the obligation."""
    return (
        exists()
        .where(VersionObligation.obligation_id == Obligation.id, Version.id == VersionObligation.version_id)
        .where(Draft.id == Version.draft_id, Draft.versions_made == Version.number)
        .where(Draft.state == state, Draft.by_staff)
        .correlate(Obligation)
    )
