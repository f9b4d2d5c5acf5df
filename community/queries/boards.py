"""Board cards: a board as tiles, lists and choices show it."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from community.model.boards import Board, BoardCount, BoardKind, Visibility
from community.model.records import SiteSetting
from community.model.threads import ThreadKind
from community.policy.actors import Actor
from community.policy.prepared import prepared
from community.policy.visibility import visible_board


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A board with its counted figures; `icon` is a name of the icon sprite."""

    id: int
    slug: str
    name: str
    description: str
    icon: str
    solved: int
    threads: int
    answered: int
    """Questions with a reply by somebody else."""
    unanswered: int
    """Questions without one that can still get one."""
    visibility: str = "public"
    several_solutions: bool = False


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """A board with the boards below it."""

    board: BoardCard
    children: tuple[BoardCard, ...]


def board_cards(session: Session, actor: Actor) -> list[tuple[BoardCard, int | None]]:
    """Return every board the actor sees with its figures and its parent's id, in order, in one statement."""
    return [(_card(board, counts), board.parent_id) for board, counts in session.execute(_counted(actor))]


@prepared
def _counted(actor: Actor) -> Select[Board, BoardCount]:
    return (
        select(Board, BoardCount)
        .join(BoardCount, BoardCount.board_id == Board.id)
        .where(visible_board(actor))
        .order_by(Board.position, Board.id)
    )


def catch_all_board(session: Session, actor: Actor) -> str:
    """Return the slug of the board for questions whose asker does not know where they belong: the one that an
    administrator named, if the actor may ask there, else the first public one for questions; empty for none.
    """
    asks = exists().where(BoardKind.board_id == Board.id, BoardKind.kind == ThreadKind.question.value)
    named = select(SiteSetting.value).where(SiteSetting.key == "catch_all_board")
    wanted = session.scalar(named) or ""
    slugs = session.execute(
        select(Board.slug, Board.visibility)
        .where(visible_board(actor), asks)
        .order_by(Board.position, Board.id)
    ).all()
    public = [slug for slug, visibility in slugs if visibility is Visibility.public]
    return wanted if wanted in [slug for slug, _ in slugs] else next(iter(public), "")


def _card(board: Board, counts: BoardCount) -> BoardCard:
    return BoardCard(
        id=board.id,
        slug=board.slug,
        name=board.name,
        description=board.description,
        icon=board.icon,
        solved=counts.solved,
        threads=counts.threads,
        answered=counts.answered,
        unanswered=counts.unanswered,
        visibility=board.visibility.value,
        several_solutions=board.several_solutions,
    )
