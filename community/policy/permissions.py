"""Prints the rights table as a page for people; docs/permissions.md is its output."""

from typing import Final

from community.model.members import Role
from community.policy.rights import TABLE, Rule

_COLUMNS: Final = (
    ("guest", None),
    ("customer", Role.customer),
    ("staff", Role.staff),
    ("administrator", Role.administrator),
)

_OPENING: Final = """\
# Who may do what

Made from `community/policy/rights.py`; a test fails when the two differ. "with" names the rights, granted by hand, that
open an act whatever the role. "By token" is the least scope that opens it to programs; never means that only a person
who is signed in may do it. "If" says what the row must say besides, which the predicate of its noun checks.
"""


def as_markdown() -> str:
    """Return the whole page: one row per act, in the order of the table."""
    heads = ("Act", *(name for name, _ in _COLUMNS), "with", "by token", "if")
    lines = [_line(heads), _line(["---"] * len(heads)), *(_line(_cells(*item)) for item in TABLE.items())]
    return _OPENING + "\n" + "\n".join(lines) + "\n"


def _cells(act: str, rule: Rule) -> list[str]:
    roles = ["yes" if role in rule.roles else "" for _, role in _COLUMNS]
    rights = ", ".join(right.value for right in rule.rights)
    return [f"`{act}`", *roles, rights, rule.scope.value if rule.scope else "never", rule.condition]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"
