"""What boards ask for, and what askers told."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from community import access
from community.model.boards import Board
from community.model.drafts import Draft
from community.model.product_fields import FieldValue, ProductField
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.prepared import prepared, who
from community.policy.visibility import visible_board, visible_draft, visible_thread


@dataclass(frozen=True, slots=True)
class FieldCard:
    """One thing a board asks for."""

    id: int
    key: str
    label: str
    kind: str
    """text, choice or number."""
    options: tuple[str, ...]
    required: bool
    retired: bool

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The options as value and label."""
        return tuple((option, option) for option in self.options)


@dataclass(frozen=True, slots=True)
class Told:
    """What an asker told."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldsPage:
    """What one board asks for, for administrators; retired ones come last."""

    slug: str
    name: str
    fields: tuple[FieldCard, ...]


def asked_fields(session: Session, actor: Actor, board_slug: str) -> tuple[FieldCard, ...]:
    """Return what a board asks for now, in order; nothing for a board that is not there for `actor`."""
    rows = session.scalars(
        select(ProductField)
        .join(Board, Board.id == ProductField.board_id)
        .where(Board.slug == board_slug, visible_board(actor), ProductField.retired_at.is_(None))
        .order_by(ProductField.position, ProductField.id)
    )
    return tuple(field_card(row) for row in rows)


def fields_page(session: Session, actor: Actor, board_slug: str) -> FieldsPage:
    """Return everything a board asks or asked for. Raises access.Absent."""
    board = access.board(session, actor, board_slug)
    rows = session.scalars(
        select(ProductField)
        .where(ProductField.board_id == board.id)
        .order_by(ProductField.retired_at.is_not(None), ProductField.position, ProductField.id)
    )
    return FieldsPage(board.slug, board.name, tuple(field_card(row) for row in rows))


def told_in_thread(session: Session, actor: Actor, thread_id: int) -> tuple[Told, ...]:
    """Return what was told with a question, in the order of its fields, as far as `actor` sees the thread."""
    rows = session.execute(_told_in_thread(actor), who(actor, thread_id=thread_id))
    return tuple(Told(*row) for row in rows)


@prepared
def _told_in_thread(actor: Actor) -> Select[str, str, str]:
    return (
        select(ProductField.key, ProductField.label, FieldValue.value)
        .join(ProductField, ProductField.id == FieldValue.field_id)
        .join(Thread, Thread.id == FieldValue.thread_id)
        .where(Thread.id == bindparam("thread_id"), visible_thread(actor, shown_hidden=True))
        .order_by(ProductField.position, ProductField.id)
    )


def told_in_drafts(session: Session, actor: Actor, draft_ids: Sequence[int]) -> dict[int, tuple[Told, ...]]:
    """Return what was told with each of these held questions, as far as `actor` sees the draft."""
    rows = session.execute(
        select(Draft.id, ProductField.key, ProductField.label, FieldValue.value)
        .join(FieldValue, FieldValue.draft_id == Draft.id)
        .join(ProductField, ProductField.id == FieldValue.field_id)
        .where(Draft.id.in_(draft_ids), visible_draft(actor))
        .order_by(ProductField.position, ProductField.id)
    )
    found: dict[int, tuple[Told, ...]] = dict.fromkeys(draft_ids, ())
    for draft_id, *told in rows:
        found[draft_id] = (*found[draft_id], Told(*told))
    return found


def field_card(row: ProductField) -> FieldCard:
    """Return a field as pages show it."""
    return FieldCard(
        row.id,
        row.key,
        row.label,
        row.kind.value,
        tuple(row.options),
        row.required,
        row.retired_at is not None,
    )
