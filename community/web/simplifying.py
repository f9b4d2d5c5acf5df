"""Makes the tree of a template simpler before it is compiled; what is written stays the same to the letter."""

from collections.abc import Iterable

from jinja2 import nodes
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer

from community.web.trees import copied, is_constant, names_changed, names_given

Nodes = list[nodes.Node]
BODIES = ("body", "else_")
"""Fields of statements that hold statements."""


class Simplifier(NodeTransformer):
    """Leaves out choices whose outcome is known, writes choices and chains as the parts they are made of, which are
    constants more often than the whole, and puts constants in the place of the names that a block gives to them.
    """

    def __init__(self, where: EvalContext) -> None:
        self.where = where

    def generic_visit(self, node: nodes.Node) -> nodes.Node:
        """Simplify what is below `node`, and write in one go what is written one after the other."""
        super().generic_visit(node)
        for name, body in node.iter_fields(only=BODIES):
            setattr(node, name, _joined(body))
        return node

    def visit_With(self, node: nodes.With) -> nodes.Node | Nodes:
        """Return the block without the names that stand for constants; only what is in it where none is left."""
        changed = set().union(*map(names_changed, node.body))
        constants, names = {}, []
        for target, value in zip(node.targets, map(self.visit, node.values), strict=True):
            if isinstance(target, nodes.Name) and target.name not in changed and is_constant(value):
                constants[target.name] = value
            else:
                names.append((target, value))
        node.targets, node.values = [name for name, _ in names], [value for _, value in names]
        node.body = [Constants(constants).visit(one) for one in node.body]
        self.generic_visit(node)
        return node if names or changed else node.body

    def visit_If(self, node: nodes.If) -> nodes.Node | Nodes:
        """Return what is left to be chosen from, or what is chosen."""
        left, otherwise = [], node.else_
        for choice in (node, *node.elif_):
            test = self.visit(choice.test)
            known = self._known(test)
            if known is None:
                left.append((test, choice.body))
            elif known:
                otherwise = choice.body
                break
        if not left:
            return self._simple(otherwise)
        first, *rest = [nodes.If(test, self._simple(body), [], [], lineno=node.lineno) for test, body in left]
        first.elif_, first.else_ = rest, self._simple(otherwise)
        return first

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:
        """Return the value that is chosen, where that is known and there is one."""
        self.generic_visit(node)
        known = self._known(node.test)
        chosen = None if known is None else node.expr1 if known else node.expr2
        return chosen or node

    def visit_Output(self, node: nodes.Output) -> Nodes:
        """Return the statements that write its parts."""
        return _joined([part for one in node.nodes for part in self._parts(one)])

    def _parts(self, node: nodes.Node) -> Nodes:
        """Return what writes the value of `node`."""
        if isinstance(node, nodes.Concat):
            return [part for one in node.nodes for part in self._parts(one)]
        if not isinstance(node, nodes.CondExpr):
            return [_written(self.visit(node))]
        otherwise = [_written(node.expr2)] if node.expr2 else []
        choice = nodes.If(node.test, [_written(node.expr1)], [], otherwise, lineno=node.lineno)
        return self._simple([choice])

    def _simple(self, body: Nodes) -> Nodes:
        block = nodes.Scope(body)
        self.generic_visit(block)
        return block.body

    def _known(self, test: nodes.Expr) -> bool | None:
        """Return how a test ends; None where that is seen when the page is made."""
        try:
            return bool(test.as_const(self.where))
        except nodes.Impossible:
            return None


class Constants(NodeTransformer):
    """Puts values in the place of names, as far as these are not given to something else."""

    def __init__(self, values: dict[str, nodes.Node]) -> None:
        self.values = values

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        """Return the value of the name, or the name."""
        value = self.values.get(node.name) if node.ctx == "load" else None
        return node if value is None else copied(value, node.lineno)

    def visit_With(self, node: nodes.With) -> nodes.With:
        """Return the block; inside, its own names are meant."""
        node.values = [self.visit(value) for value in node.values]
        hidden = set().union(*map(names_given, node.targets))
        inside = Constants({name: value for name, value in self.values.items() if name not in hidden})
        node.body = [inside.visit(one) for one in node.body]
        return node


def _written(value: nodes.Node) -> nodes.Output:
    return nodes.Output([value], lineno=value.lineno)


def _joined(body: Iterable[nodes.Node]) -> Nodes:
    """Return the statements of `body`, those that write one after the other as one."""
    joined: Nodes = []
    for one in body:
        if isinstance(one, nodes.Output) and joined and isinstance(joined[-1], nodes.Output):
            joined[-1] = nodes.Output(
                [*joined[-1].nodes, *one.nodes], lineno=one.lineno, environment=one.environment
            )
        else:
            joined.append(one)
    return joined
