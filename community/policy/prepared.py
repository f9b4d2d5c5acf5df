"""Statements put together once for all who see alike: for a page that took longer than to run them and draw it."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    SelectBase,
    bindparam,
    false,
    literal_column,
    true,
)
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.sql.visitors import replacement_traverse

from community.policy.actors import Actor

Given = ParamSpec("Given")
Made = TypeVar("Made")

ME: Final = cast(int, bindparam("me", type_=Integer()))
"""The id of whoever asks, in a prepared statement; the statement is run with who(actor)."""
_PLAIN: Final = DefaultDialect()
KEPT: Final = 128
"""Shapes of a statement that are remembered: some roles, with and without rights, in some lists."""


def prepared(
    build: Callable[Concatenate[Actor, Given], Made],
) -> Callable[Concatenate[Actor, Given], Made]:
    """Have `build` called once for all actors with the same role and rights, and for the same other arguments.

    It is given an actor without a name whose id is ME. No time and no other id may stand in what it returns:
    they are bindparams too, filled in when the statement is run. What else stands in it is part of its text from then
    on, so that a database that plans a statement once knows all there is to know.
    """

    @lru_cache(KEPT)
    def made(key: tuple[Any, ...], *given: Any, **named: Any) -> Any:
        actor = Actor(*key)
        found = build(actor if actor.id is None else replace(actor, id=ME), *given, **named)
        return replacement_traverse(found, {}, _written_out) if isinstance(found, SelectBase) else found

    def shaped(actor: Actor, /, *given: Given.args, **named: Given.kwargs) -> Made:
        return cast(Made, made(_shape(actor), *cast(Any, given), **cast(Any, named)))

    return shaped


def who(actor: Actor, **more: object) -> dict[str, object]:
    """Return what a prepared statement is run with."""
    return {"me": actor.id, **more}


def _shape(actor: Actor) -> tuple[Any, ...]:
    """Return all that a statement may depend on, in the order of the fields of Actor."""
    left_out = {"id": None if actor.id is None else 0, "name": "", "badge": None}
    return tuple(left_out.get(one.name, getattr(actor, one.name)) for one in fields(actor))


def _written_out(element: object, **_: object) -> ColumnElement[Any] | None:
    """Return what stands in the text for a value that is always the same; None for anything else."""
    if not isinstance(element, BindParameter) or not element.unique or element.value is None:
        return None
    if isinstance(element.value, bool):
        return true() if element.value else false()
    write = element.type.dialect_impl(_PLAIN).literal_processor(_PLAIN)
    if write is None or element.value == []:
        return None
    text = f"({', '.join(map(write, element.value))})" if element.expanding else write(element.value)
    return literal_column(text, element.type)
