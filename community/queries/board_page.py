"""Board page: one board, its best solutions and its threads."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, literal, select
from sqlalchemy.orm import Session

from community import access
from community.model.product_fields import ProductField
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.prepared import prepared, who
from community.queries.boards import BoardCard, board_cards
from community.queries.follows import follows_board
from community.queries.known_issues import IssueLink, issue_link, latest_issue
from community.queries.pagers import Crumb, Pager
from community.queries.product_choices import ProductChoice, chose, chosen, given, product_choices
from community.queries.product_fields import FieldCard, field_card
from community.queries.solved import best_solved
from community.queries.thread_rows import ThreadLink, ThreadRow, filtered, thread_rows


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything on `/boards/<slug>`."""

    board: BoardCard
    parents: tuple[Crumb, ...]
    children: tuple[BoardCard, ...]
    filter: str
    """newest, open, follow_up, solved or mine."""
    open_count: int | None
    """Questions without an answer in the whole board; None where the list is narrowed."""
    choices: tuple[ProductChoice, ...]
    products: tuple[str, ...]
    """What of the choices narrows the list."""
    rows: tuple[ThreadRow, ...]
    pager: Pager
    best: tuple[ThreadLink, ...]
    can_ask: bool
    follows: bool
    """The viewer follows the board."""
    issue: IssueLink | None
    """What does not work now, here or in a board above or below."""


def board_page(
    session: Session, actor: Actor, slug: str, *, filter: str, page: int, products: Collection[str] = ()
) -> BoardPage:
    """Return a board's page, narrowed to what askers chose (`key:option`). Raises access.Absent."""
    cards = board_cards(session, actor)
    card, parent_id = next((pair for pair in cards if pair[0].slug == slug), (None, None))
    if card is None:
        raise access.Absent
    parent = next((above for above, _ in cards if above.id == parent_id), None)
    near = {one.id for one, above in cards if card.id in (one.id, above) or one.id == parent_id}
    fields, follows, issue = _beside(session, actor, card.id, near)
    choices = product_choices(fields, products)
    narrowed = chosen(choices)
    rows, pager = thread_rows(
        session, actor, _here, filter, str(len(narrowed)), page=page, board_id=card.id, **given(choices)
    )
    return BoardPage(
        board=card,
        parents=(Crumb(parent.slug, parent.name),) if parent else (),
        children=tuple(child for child, above in cards if above == card.id),
        filter=filter,
        open_count=None if narrowed else card.unanswered,
        choices=choices,
        products=narrowed,
        rows=rows,
        pager=pager,
        best=best_solved(session, actor, card.id),
        can_ask=not actor.is_staff,
        follows=follows,
        issue=issue_link(session, issue),
    )


def _beside(
    session: Session, actor: Actor, board_id: int, near: Collection[int]
) -> tuple[list[FieldCard], bool, int | None]:
    """Return what a board asks for, whether `actor` follows it, and the thread of what does not work `near` it."""
    rows = session.execute(_all_beside(actor), who(actor, board_id=board_id, near=list(near))).all()
    _, follows, issue = rows[0]
    return [field_card(field) for field, _, _ in rows if field is not None], bool(follows), issue


@prepared
def _all_beside(actor: Actor) -> Select[*tuple[Any, ...]]:
    always, here = select(literal(1)).subquery(), bindparam("board_id", type_=Integer())
    asked = and_(ProductField.board_id == here, ProductField.retired_at.is_(None))
    return (
        select(ProductField, follows_board(actor, here), latest_issue(actor, "near"))
        .select_from(always.outerjoin(ProductField, asked))
        .order_by(ProductField.position, ProductField.id)
    )


def _here(actor: Actor, filter: str, narrowed: str) -> list[ColumnElement[bool]]:
    return [Thread.board_id == bindparam("board_id"), *filtered(actor, filter), *chose(int(narrowed))]
