"""Finds or makes the boards of an import."""

from collections.abc import Iterable

from sqlalchemy import select

from community.commands.boards import create_board
from community.commands.imports.mapping import Boards
from community.model.boards import Board
from community.text.titles import slug
from community.work import Work


def bring_boards(work: Work, plan: Boards, values: Iterable[str]) -> dict[str, int]:
    """Return the id of the board for each of `values` of the plan's column, making those that are not here.

    They come in the order of the plan. A board of the same address is taken as it is.
    """
    top = _board(work, plan.name, None)
    below = top.slug if top.parent_id is None else None
    order = list(plan.names)
    found = sorted(values, key=lambda value: (order.index(value) if value in order else len(order), value))
    names = {value: plan.names.get(value, "" if plan.names else value) for value in found}
    return {value: (_board(work, name, below) if name else top).id for value, name in names.items()}


def _board(work: Work, name: str, below: str | None) -> Board:
    board = work.session.scalars(select(Board).where(Board.slug == slug(name))).one_or_none()
    return board or create_board(work, None, name, parent_slug=below)
