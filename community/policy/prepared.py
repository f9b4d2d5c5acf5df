"""Statements put together once for all who see alike: for a page that took longer than to run them and draw it."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, TypeVarTuple, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CursorResult,
    Integer,
    SelectBase,
    bindparam,
    false,
    literal_column,
    true,
)
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlalchemy.sql.visitors import replacement_traverse

from community.policy.actors import Actor

Given = ParamSpec("Given")
Made = TypeVar("Made")
Statement = TypeVar("Statement", bound=SelectBase)
Columns = TypeVarTuple("Columns")

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
    they are bindparams too, filled in when the statement is run. What else stands in it is written out.
    """

    @lru_cache(KEPT)
    def made(key: tuple[Any, ...], *given: Any, **named: Any) -> Any:
        actor = Actor(*key)
        found = build(actor if actor.id is None else replace(actor, id=ME), *given, **named)
        return written_out(found) if isinstance(found, SelectBase) else found

    def shaped(actor: Actor, /, *given: Given.args, **named: Given.kwargs) -> Made:
        return cast(Made, made(_shape(actor), *cast(Any, given), **cast(Any, named)))

    return shaped


def written_out(statement: Statement) -> Statement:
    """Return a statement whose values that never change are part of its text: a database that plans it once knows
    them then, and they have not to be handed over each time.
    """
    return cast(Statement, replacement_traverse(statement, {}, _literal_of))


def read(
    session: Session, statement: TypedReturnsRows[*Columns], given: Mapping[str, object] | None = None
) -> CursorResult[*Columns]:
    """Return the rows of a statement of columns, run with what is `given`; nothing may be waiting to be written.

    The ORM, which looks for entities in every row, would take half as long again.
    """
    return session.connection().execute(statement, given)


def who(actor: Actor, **more: object) -> dict[str, object]:
    """Return what a prepared statement is run with."""
    return {"me": actor.id, **more}


def _shape(actor: Actor) -> tuple[Any, ...]:
    """Return all that a statement may depend on, in the order of the fields of Actor."""
    left_out = {"id": None if actor.id is None else 0, "name": "", "badge": None}
    return tuple(left_out.get(one.name, getattr(actor, one.name)) for one in fields(actor))


def _literal_of(element: object, **_: object) -> ColumnElement[Any] | None:
    """Return what stands in the text for a value that is always the same; None for anything else."""
    if not isinstance(element, BindParameter) or not element.unique or element.value is None:
        return None
    if isinstance(element.value, bool):
        return true() if element.value else false()
    write = element.type.dialect_impl(_PLAIN).literal_processor(_PLAIN)
    if write is None or (element.expanding and not element.value):
        return None
    text = f"({', '.join(map(write, element.value))})" if element.expanding else write(element.value)
    return literal_column(text, element.type)
