"""Modules of the package as the rules of the house see them: names and syntax, nothing is imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One module: its path from the root of the repository, and its syntax tree."""

    path: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The first level of the package it is in: `web`, `commands`, `work.py`."""
        return self.path.split("/")[1]

    def at(self, node: ast.expr | ast.stmt) -> str:
        """Return path and line, to be clicked."""
        return f"{self.path}:{node.lineno}"

    def calls(self) -> Iterator[ast.Call]:
        """Return every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def imports(self) -> Iterator[tuple[str, ast.stmt]]:
        """Return every imported name in full, with the statement."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def dotted(node: ast.expr) -> str:
    """Return `work.session.add` for that expression; what is no plain name becomes `?`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"
