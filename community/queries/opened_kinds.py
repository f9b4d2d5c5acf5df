"""Which kinds of threads somebody may open in which board."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.boards import Board, BoardKind
from community.policy.actors import Actor
from community.policy.threads import kinds_of
from community.policy.visibility import visible_board


def opened_kinds(session: Session, actor: Actor, board_slug: str) -> tuple[str, ...]:
    """Return the kinds `actor` may open in a board; none for a board that is not there for them."""
    allowed = set(
        session.scalars(
            select(BoardKind.kind)
            .join(Board, Board.id == BoardKind.board_id)
            .where(Board.slug == board_slug, visible_board(actor))
        )
    )
    return tuple(kind for kind in kinds_of(actor) if kind in allowed)
