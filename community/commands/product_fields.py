"""Administrators say what a board asks for besides the question."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from community import access, clock
from community.commands.audit import write_audit
from community.model.product_fields import FieldKind, ProductField
from community.policy.actors import EVERYWHERE, Actor
from community.policy.rights import permitted
from community.policy.verdicts import Faults, Refused, insist
from community.text.characters import without_invisible
from community.text.titles import slug
from community.work import Work

MOST: Final = 8
"""Fields a board asks for at once; more, and nobody asks."""
_LONGEST_LABEL, _LONGEST_KEY, _MOST_OPTIONS, _LONGEST_OPTION = 60, 40, 40, 60


def add_field(
    work: Work,
    actor: Actor | None,
    board_slug: str,
    *,
    label: str,
    kind: FieldKind,
    options: Sequence[str] = (),
    required: bool = False,
) -> ProductField:
    """Let a board ask for one more thing, after the others.

    Raises Absent, or Refused: not_allowed, fields_many, field_taken; or all of label_bad, options_bad.
    """
    board = access.board(work.session, _governing(actor), board_slug)
    faults, choices = Faults(), []
    label = " ".join(without_invisible(label).split())
    with faults.noted():
        if not 1 <= len(label) <= _LONGEST_LABEL:
            raise Refused("label_bad")
    with faults.noted():
        choices = _choices(kind, options)
    faults.insist_none()
    there = work.session.scalars(select(ProductField).where(ProductField.board_id == board.id)).all()
    if sum(field.retired_at is None for field in there) >= MOST:
        raise Refused("fields_many")
    key = slug(label)[:_LONGEST_KEY]
    if key in {field.key for field in there}:
        raise Refused("field_taken")
    field = ProductField(
        board_id=board.id,
        position=max((field.position for field in there), default=0) + 1,
        key=key,
        label=label,
        kind=kind,
        options=choices,
        required=required,
    )
    work.session.add(field)
    work.session.flush()
    write_audit(work, actor, "field.added", "field", field.id, label=label)
    return field


def move_field_up(work: Work, actor: Actor, field_id: int) -> None:
    """Put a field before the one above it; the first stays. Raises Absent, or Refused: not_allowed."""
    field = _field(work, actor, field_id)
    above = work.session.scalars(
        select(ProductField)
        .where(ProductField.board_id == field.board_id, ProductField.position < field.position)
        .where(ProductField.retired_at.is_(None))
        .order_by(ProductField.position.desc())
        .limit(1)
    ).one_or_none()
    if above is not None:
        field.position, above.position = above.position, field.position


def retire_field(work: Work, actor: Actor, field_id: int, *, retired: bool) -> None:
    """Ask for a field no more, or again; what was told stays. Raises Absent, or Refused: not_allowed, fields_many."""
    field = _field(work, actor, field_id)
    if retired == (field.retired_at is not None):
        return
    asked = select(func.count()).where(
        ProductField.board_id == field.board_id, ProductField.retired_at.is_(None)
    )
    if not retired and (work.session.scalar(asked) or 0) >= MOST:
        raise Refused("fields_many")
    field.retired_at = clock.now() if retired else None
    act = "field.retired" if retired else "field.restored"
    write_audit(work, actor, act, "field", field.id, label=field.label)


def _governing(actor: Actor | None) -> Actor:
    if actor is None:
        return EVERYWHERE
    insist(permitted(actor, "administer"))
    return actor


def _field(work: Work, actor: Actor, field_id: int) -> ProductField:
    insist(permitted(actor, "administer"))
    field = work.session.get(ProductField, field_id, with_for_update=True)
    if field is None:
        raise access.Absent
    return field


def _choices(kind: FieldKind, options: Sequence[str]) -> list[str]:
    if kind is not FieldKind.choice:
        return []
    cleaned = [" ".join(without_invisible(option).split()) for option in options]
    choices = list(dict.fromkeys(option for option in cleaned if option))
    if not 2 <= len(choices) <= _MOST_OPTIONS or max(map(len, choices)) > _LONGEST_OPTION:
        raise Refused("options_bad")
    return choices
