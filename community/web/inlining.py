"""Puts what a component writes in the place of its call, when a template is compiled: a page has hundreds of calls."""

from collections.abc import Mapping

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from community.web.trees import copied, is_constant, names_given, names_read

MORE = "kwargs"
"""What a macro calls the named values that it has no argument for."""


class Component:
    """A macro, and what has to be known to write its body somewhere else."""

    def __init__(self, macro: nodes.Macro) -> None:
        self.body = nodes.Scope(macro.body)
        self.arguments = [argument.name for argument in macro.args]
        optional = self.arguments[len(self.arguments) - len(macro.defaults) :]
        self.defaults = dict(zip(optional, macro.defaults, strict=True))
        used = sum(name.name == MORE for name in self.body.find_all(nodes.Name))
        self.passes_more = 0 < used == sum(map(_passes_more, self.body.find_all(nodes.Call)))
        """It hands on, and does nothing else with, named values that it has no argument for."""
        known = {*self.arguments, *names_given(self.body), "loop", *([MORE] if self.passes_more else [])}
        self.free = names_read(self.body) - known
        """Names whose values come from elsewhere."""

    def written_by(self, call: nodes.Call) -> nodes.With | None:
        """Return a block that writes what `call` would, None where there is no such block."""
        if call.dyn_args or call.dyn_kwargs or len(call.args) > len(self.arguments):
            return None
        given = dict(zip(self.arguments, call.args, strict=False)) | {
            one.key: one.value for one in call.kwargs
        }
        more = given.keys() - set(self.arguments)
        defaults = {name: value for name, value in self.defaults.items() if name not in given}
        complete = given.keys() | defaults.keys() >= set(self.arguments)
        if not complete or (more and not self.passes_more) or not all(map(is_constant, defaults.values())):
            return None
        # What more there is has a value where the call stands; inside, its name may mean something else.
        values = {
            _renamed(name) if name in more else name: value for name, value in (given | defaults).items()
        }
        names = [nodes.Name(name, "param") for name in values]
        body = _Passing([name for name in given if name in more]).visit(copied(self.body, call.lineno)).body
        return nodes.With(names, [*values.values()], body, lineno=call.lineno)


class Inliner(NodeTransformer):
    """Does so in a template that knows `components` by these names."""

    def __init__(self, components: Mapping[str, Component]) -> None:
        self.components = components

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:
        """Return what writes the parts of `node`, each by itself."""
        return [self._block(one) or nodes.Output([one], lineno=node.lineno) for one in node.nodes]

    def _block(self, node: nodes.Node) -> nodes.With | None:
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return None
        component = self.components.get(node.node.name)
        return component.written_by(node) if component else None


class _Passing(NodeTransformer):
    """Names one by one what is handed on together."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def visit_Call(self, node: nodes.Call) -> nodes.Call:
        self.generic_visit(node)
        if _passes_more(node):
            node.kwargs += [nodes.Keyword(name, nodes.Name(_renamed(name), "load")) for name in self.names]
            node.dyn_kwargs = None
        return node


def _passes_more(call: nodes.Call) -> bool:
    return isinstance(call.dyn_kwargs, nodes.Name) and call.dyn_kwargs.name == MORE


def _renamed(name: str) -> str:
    return f"{MORE}_{name}"
