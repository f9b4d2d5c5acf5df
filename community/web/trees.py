"""Trees of templates: copies of them, what they name, and what in them is settled."""

from typing import Any, TypeVar

from jinja2 import nodes

Tree = TypeVar("Tree", bound=nodes.Node)


def copied(node: Tree, lineno: int) -> Tree:
    """Return a copy of `node` and of all below it, as if it stood in line `lineno`."""
    made = type(node)(lineno=lineno, environment=node.environment)
    for name, value in node.iter_fields():
        setattr(made, name, _copied(value, lineno))
    return made


def _copied(value: Any, lineno: int) -> Any:
    if isinstance(value, list):
        return [_copied(one, lineno) for one in value]
    return copied(value, lineno) if isinstance(value, nodes.Node) else value


def names_read(node: nodes.Node) -> set[str]:
    """Return the names whose values `node` asks for."""
    return {name.name for name in node.find_all(nodes.Name) if name.ctx == "load"}


def names_given(node: nodes.Node) -> set[str]:
    """Return the names that are given a value somewhere in `node`."""
    return {name.name for name in node.find_all(nodes.Name) if name.ctx != "load"}


def names_changed(node: nodes.Node) -> set[str]:
    """Return the names that are given a value in `node` itself, and not in a block of their own."""
    return {name.name for name in node.find_all(nodes.Name) if name.ctx == "store"}


def is_constant(node: nodes.Node) -> bool:
    """Say whether `node` is a value that stands in the template as it is."""
    if isinstance(node, nodes.Tuple | nodes.List | nodes.Dict | nodes.Pair | nodes.MarkSafeIfAutoescape):
        return all(map(is_constant, node.iter_child_nodes()))
    return isinstance(node, nodes.Const)
