"""Held page: texts of customers that wait for a moderator."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community.model.boards import Board
from community.model.drafts import Draft, DraftState
from community.model.members import Participant
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.visibility import visible_draft
from community.queries.authors import AuthorCard, author_card
from community.queries.clauses import clauses
from community.queries.uploads import UploadCard, uploads_of


@dataclass(frozen=True, slots=True)
class HeldText:
    """A held draft with why it is held."""

    draft_id: int
    version_id: int
    author: AuthorCard
    since: dt.date
    """Of the author's account."""
    thread_id: int | None
    title: str
    board_name: str
    html: str
    uploads: tuple[UploadCard, ...]
    at: dt.datetime
    reasons: tuple[str, ...]
    """first_post, board or links."""


@dataclass(frozen=True, slots=True)
class HeldPage:
    """Everything on `/desk/held`."""

    texts: tuple[HeldText, ...]
    clauses: tuple[str, ...]
    """The reasons to choose from."""


SHOWN = 100
"""Texts of the page; the oldest come first, so none is forgotten."""


def held_page(session: Session, actor: Actor) -> HeldPage:
    """Return the customers' texts that wait for a moderator, oldest first."""
    found = session.execute(
        select(Draft, Version, Board, Thread.title, Participant)
        .join(Version, and_(Version.draft_id == Draft.id, Version.number == Draft.versions_made))
        .join(Board, Board.id == Draft.board_id)
        .outerjoin(Thread, Thread.id == Draft.thread_id)
        .join(Participant, Participant.id == Draft.author_id)
        .where(Draft.state == DraftState.held, visible_draft(actor))
        .order_by(Draft.submitted_at, Draft.id)
        .limit(SHOWN)
    ).all()
    uploads = uploads_of(session, [(version.id, version.html) for _, version, *_ in found])
    return HeldPage(
        texts=tuple(
            HeldText(
                draft_id=draft.id,
                version_id=version.id,
                author=author_card(who.id, who.name, None, has_profile=who.has_account),
                since=who.created_at.date(),
                thread_id=draft.thread_id,
                title=version.title or title or "",
                board_name=board.name,
                html=version.html,
                uploads=uploads.get(version.id, ()),
                at=draft.submitted_at,
                reasons=(draft.held_because or "board",),
            )
            for draft, version, board, title, who in found
        ),
        clauses=clauses(session)["review"],
    )
