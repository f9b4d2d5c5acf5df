"""Boards page: the tree of boards the viewer may see."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from community.policy.actors import Actor
from community.queries.boards import BoardGroup, board_cards


@dataclass(frozen=True, slots=True)
class BoardsPage:
    """Everything on `/boards`."""

    groups: tuple[BoardGroup, ...]


def boards_page(session: Session, actor: Actor) -> BoardsPage:
    """Return the tree of boards; a board whose parent is out of sight stands at the top."""
    cards = board_cards(session, actor)
    seen = {card.id for card, _ in cards}
    top = [card for card, parent in cards if parent is None or parent not in seen]
    groups = (BoardGroup(board, tuple(card for card, parent in cards if parent == board.id)) for board in top)
    return BoardsPage(tuple(groups))
