"""Held text page: what its author sees of a text that waits for a moderator, or came back."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community.access import Absent
from community.model.boards import Board
from community.model.drafts import Draft, DraftKind
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.visibility import visible_draft, visible_thread
from community.queries.product_fields import Told, told_in_drafts
from community.queries.uploads import UploadCard, uploads_of


@dataclass(frozen=True, slots=True)
class HeldTextPage:
    """Everything on `/texts/<draft_id>`."""

    draft_id: int
    version_id: int
    state: str
    """held, returned, rejected, published or withdrawn."""
    title: str
    opens_thread: bool
    thread_id: int | None
    board_name: str
    source: str
    html: str
    uploads: tuple[UploadCard, ...]
    told: tuple[Told, ...]
    """What was told of what the board asks for."""
    reason: str
    """Why it came back or was rejected."""
    at: dt.datetime


def held_text_page(session: Session, actor: Actor, draft_id: int) -> HeldTextPage:
    """Return an own text that was held, as it stands now. Raises Absent."""
    row = session.execute(
        select(Draft, Version, Board.name, Thread.title)
        .join(Version, and_(Version.draft_id == Draft.id, Version.number == Draft.versions_made))
        .join(Board, Board.id == Draft.board_id)
        .outerjoin(Thread, and_(Thread.id == Draft.thread_id, visible_thread(actor)))
        .where(Draft.id == draft_id, Draft.author_id == actor.id, ~Draft.by_staff, visible_draft(actor))
    ).one_or_none()
    if row is None:
        raise Absent
    draft, version, board, title = row
    return HeldTextPage(
        draft_id=draft.id,
        version_id=version.id,
        state=draft.state.value,
        title=version.title or title or "",
        opens_thread=draft.kind is DraftKind.thread,
        thread_id=draft.thread_id if title else None,
        board_name=board,
        source=version.source,
        html=version.html,
        told=told_in_drafts(session, actor, [draft.id])[draft.id],
        uploads=uploads_of(session, [(version.id, version.html)]).get(version.id, ()),
        reason=draft.decision,
        at=draft.submitted_at,
    )
