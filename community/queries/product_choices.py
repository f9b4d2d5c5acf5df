"""Narrows a board's list by what askers chose in the fields of the board."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from community.model.product_fields import FieldKind, FieldValue
from community.model.threads import Thread
from community.queries.product_fields import FieldCard


@dataclass(frozen=True, slots=True)
class ProductChoice:
    """A field to narrow by: its options as value (`key:option`) and label, and which is chosen, else nothing."""

    field_id: int
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def product_choices(fields: Sequence[FieldCard], products: Collection[str]) -> tuple[ProductChoice, ...]:
    """Return what a board that asks for `fields` can be narrowed by; of `products` (`key:option`) counts what
    can be chosen here.
    """
    return tuple(_choice(field, products) for field in fields if field.kind == FieldKind.choice)


def chosen(choices: Sequence[ProductChoice]) -> tuple[str, ...]:
    """Return the values that are chosen, as an address holds them."""
    return tuple(choice.chosen for choice in choices if choice.chosen)


def given(choices: Sequence[ProductChoice]) -> Mapping[str, Any]:
    """Return what conditions of `chose` are run with."""
    taken = [choice for choice in choices if choice.chosen]
    return {
        name: value
        for number, choice in enumerate(taken)
        for name, value in (
            (f"field_{number}", choice.field_id),
            (f"value_{number}", choice.chosen.partition(":")[2]),
        )
    }


def chose(many: int) -> list[ColumnElement[bool]]:
    """Return the conditions of threads whose askers chose `many` things; the statement is run with `given`."""
    return [
        Thread.id.in_(
            select(FieldValue.thread_id).where(
                FieldValue.field_id == bindparam(f"field_{number}"),
                FieldValue.value == bindparam(f"value_{number}"),
                FieldValue.thread_id.is_not(None),
            )
        )
        for number in range(many)
    ]


def _choice(field: FieldCard, products: Collection[str]) -> ProductChoice:
    options = tuple((f"{field.key}:{option}", option) for option in field.options)
    taken = next((value for value, _ in options if value in products), "")
    return ProductChoice(field.id, field.label, options, taken)
