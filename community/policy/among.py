"""Conditions on many values at once."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import ARRAY, Boolean, ColumnElement, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Compared = InstrumentedAttribute[int] | InstrumentedAttribute[int | None] | InstrumentedAttribute[str]
Value = TypeVar("Value")
AT_ONCE: Final = 500
"""Values that one statement is run with: SQLite takes each as a parameter, and not any number of them."""


def portions(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Yield `values` in their order, as many at a time as one statement is run with."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def among(column: Compared, name: str) -> ColumnElement[bool]:
    """The column has one of the values, a list, that the statement is run with under this name.

    For PostgreSQL they are one value, an array: a statement that is the same for any number of them is planned once.
    SQLite has no arrays, and takes what it unpacks itself for more than it is.
    """
    # PostgreSQL cuts what is longer than its type says, and would find what is not there.
    item = String() if type(column.type) is String else column.type
    return _Among(column, bindparam(name, type_=ARRAY(item)))


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: object = None) -> "_Among":
        """Stand as it is: compared with 1, as a column of SQLite would be, it would not find its index."""
        return self


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} = ANY ({ids})"


@compiles(_Among, "sqlite")
def _on_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = element.clauses
    return compiler.process(column.in_(bindparam(ids.key, expanding=True)), **options)
