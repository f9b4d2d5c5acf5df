"""Drafts as the lanes of the desk show them."""

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from community import clock
from community.model.boards import Board
from community.model.drafts import Draft, DraftState
from community.model.members import Participant
from community.model.threads import Thread
from community.model.versions import Outcome, Reading, Version
from community.policy.actors import Actor
from community.policy.visibility import visible_draft
from community.queries.authors import author_card
from community.queries.clocks import READING_TARGET, clock_of
from community.queries.desk_cards import DeskCard
from community.queries.reading_rules import rules_of_drafts


def draft_cards(
    session: Session, actor: Actor, *conditions: ColumnElement[bool], limit: int
) -> tuple[DeskCard, ...]:
    """Return the drafts that meet `conditions` and that `actor` may know of, longest waiting first."""
    editor = aliased(Participant)
    approvals = (
        select(func.count())
        .where(Reading.version_id == Version.id, Reading.outcome == Outcome.approved)
        .correlate(Version)
        .scalar_subquery()
    )
    comment = (
        select(Reading.comment)
        .where(Reading.version_id == Version.id, Reading.outcome == Outcome.returned)
        .order_by(Reading.id.desc())
        .limit(1)
        .correlate(Version)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Draft, Version, Board, Thread.title, editor, approvals, comment)
        .join(Version, and_(Version.draft_id == Draft.id, Version.number == Draft.versions_made))
        .outerjoin(Thread, Thread.id == Draft.thread_id)
        .join(Board, Board.id == func.coalesce(Thread.board_id, Draft.board_id))
        .join(editor, editor.id == Version.editor_id)
        .where(*conditions, visible_draft(actor))
        .order_by(Draft.submitted_at, Draft.id)
        .limit(limit)
    ).all()
    rules, now = rules_of_drafts(session, [(row[0], row[1], row[2]) for row in rows]), clock.now()
    return tuple(
        DeskCard(
            obligation_id=None,
            draft_id=draft.id,
            thread_id=draft.thread_id or 0,
            title=version.title or title or "",
            board_name=board.name,
            person=author_card(who.id, who.name, draft.badge, has_profile=who.has_account),
            clock=clock_of(draft.submitted_at, READING_TARGET, now),
            version=version.number,
            readers_required=max(1, rules[draft.id].readers),
            readers_done=done,
            own=draft.author_id == actor.id,
            drafts=0,
            later=draft.state is DraftState.published,
            comment=said or "",
        )
        for draft, version, board, title, who, done, said in rows
    )
