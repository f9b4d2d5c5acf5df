"""Makes boards and tags, and changes what a board allows."""

from collections.abc import Sequence

from sqlalchemy import func, select

from community import access
from community.commands.audit import write_audit
from community.model.boards import Board, BoardCount, BoardKind, Holding, Tag, Visibility
from community.model.posts import Solution
from community.model.threads import Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.text.titles import slug
from community.work import Work

EVERY_KIND = tuple(ThreadKind)


def create_board(
    work: Work,
    actor: Actor | None,
    name: str,
    *,
    description: str = "",
    visibility: Visibility = Visibility.public,
    holding: Holding = Holding.none,
    kinds: Sequence[ThreadKind] = EVERY_KIND,
    several_solutions: bool = False,
    readers_required: int | None = None,
    icon: str = "chat",
    board_slug: str | None = None,
    parent_slug: str | None = None,
) -> Board:
    """Make a board at the end of the list; `actor` None is the system (founding, import).

    `parent_slug` names a board at the top. Raises Refused: not_allowed, name_missing, board_taken, bad_value.
    """
    if actor is not None:
        insist(permitted(actor, "administer"))
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused("name_missing")
    address = board_slug or slug(name)
    if work.session.scalar(select(Board.id).where(Board.slug == address)) is not None:
        raise Refused("board_taken")
    parent = None
    if parent_slug is not None:
        # Two levels: a board that lies below another can't hold boards itself.
        top = select(Board.id).where(Board.slug == parent_slug, Board.parent_id.is_(None))
        parent = work.session.scalar(top)
        if parent is None:
            raise Refused("bad_value")
    board = Board(
        slug=address,
        parent_id=parent,
        name=name,
        description=" ".join(description.split())[:300],
        position=(work.session.scalar(select(func.max(Board.position))) or 0) + 1,
        icon=icon,
        visibility=visibility,
        holding=holding,
        several_solutions=several_solutions,
        readers_required=readers_required,
    )
    work.session.add(board)
    work.session.flush()
    work.session.add_all(BoardKind(board_id=board.id, kind=kind.value) for kind in kinds)
    work.session.add(BoardCount(board_id=board.id))
    work.session.flush()
    write_audit(work, actor, "board.created", "board", board.id, visibility=visibility.value)
    return board


def tag_named(work: Work, name: str) -> Tag:
    """Return the tag of this name, making it where it is new."""
    address = slug(name)
    tag = work.session.scalars(select(Tag).where(Tag.slug == address)).one_or_none()
    if tag is None:
        tag = Tag(slug=address, name=name[:60])
        work.session.add(tag)
        work.session.flush()
    return tag


def choose_icon(work: Work, actor: Actor | None, board_slug: str, icon: str) -> Board:
    """Give a board, which the caller knows to be there, another icon. Raises Refused: not_allowed."""
    if actor is not None:
        insist(permitted(actor, "administer"))
    board = work.session.scalars(select(Board).where(Board.slug == board_slug)).one()
    board.icon = icon
    write_audit(work, actor, "board.changed", "board", board.id, icon=icon)
    return board


def allow_several_solutions(work: Work, actor: Actor, board_slug: str, allowed: bool) -> Board:
    """Let threads of a board have several solutions, or one again where no thread has more.

    Raises Absent, or Refused: not_allowed, several_stand.
    """
    insist(permitted(actor, "administer"))
    board = access.board(work.session, actor, board_slug)
    # The marks of its threads take this lock as well, shared.
    work.session.refresh(board, with_for_update=True)
    if not allowed and _has_rivals(work, board):
        raise Refused("several_stand")
    if board.several_solutions is not allowed:
        board.several_solutions = allowed
        write_audit(work, actor, "board.changed", "board", board.id, several_solutions=allowed)
    return board


def _has_rivals(work: Work, board: Board) -> bool:
    rivals = (
        select(Solution.thread_id)
        .join(Thread, Thread.id == Solution.thread_id)
        .where(Thread.board_id == board.id, Solution.removed_at.is_(None))
        .group_by(Solution.thread_id)
        .having(func.count() > 1)
        .limit(1)
    )
    return work.session.scalar(rivals) is not None
