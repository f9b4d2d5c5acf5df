"""Works out once, when a template is compiled for a language, what is the same on every page."""

import re
from collections.abc import Callable
from typing import Any, cast

from jinja2 import BaseLoader, Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from community.web.inlining import Component, Inliner
from community.web.simplifying import Simplifier
from community.web.trees import copied, names_given

Settled = dict[str, Callable[..., str]]
"""Functions whose answer depends on nothing but their arguments: words, addresses and names of files."""
WORDS = ("_", "gettext")
_OWN_SIGNS = re.compile("[&<>'\"]").search
MARK = "\0"
"""Stands in no words; where values are put between them, it says where."""


class Folder(NodeTransformer):
    """Puts the answer in the place of a call of something settled whose arguments stand in the template, and the words
    of a sentence around the values that it is written with.
    """

    def __init__(self, settled: Settled) -> None:
        self.settled = settled

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Return the answer, or the call with its arguments looked through."""
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name not in self.settled:
            return node
        name, given, named = node.node.name, _constants(node.args), _constants(_values(node))
        if node.dyn_args or node.dyn_kwargs or given is None or named is None:
            return node
        keys = [one.key for one in node.kwargs]
        answer = self.settled[name](*given, **dict(zip(keys, named, strict=True)))
        found = nodes.Const(answer, lineno=node.lineno)
        # As the catalogue's words are where jinja has them translated.
        return nodes.MarkSafeIfAutoescape(found, lineno=node.lineno) if name in WORDS else found

    def visit_Output(self, node: nodes.Output) -> nodes.Output:
        """Return what writes the same in more parts."""
        self.generic_visit(node)
        node.nodes = [part for one in node.nodes for part in self._sentence(one) or [one]]
        return node

    def _sentence(self, node: nodes.Expr) -> list[nodes.Expr] | None:
        """Return the words and values that a translated sentence is made of, None for anything else."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_kwargs:
            return None
        text = _constants(node.args)
        if node.node.name not in WORDS or node.node.name not in self.settled or not text or node.dyn_args:
            return None
        values = {one.key: one.value for one in node.kwargs}
        marked = self.settled[node.node.name](*text, **{key: f"{MARK}{key}{MARK}" for key in values})
        parts: list[nodes.Expr] = []
        for number, part in enumerate(marked.split(MARK)):
            words = nodes.MarkSafeIfAutoescape(nodes.Const(part), lineno=node.lineno)
            parts.append(copied(values[part], node.lineno) if number % 2 else words)
        return parts


class FoldingGenerator(CodeGenerator):
    """Writes the code of a template in which that has been done, and components stand in the place of their calls."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Fold, then write; an environment names under `settled` what it knows."""
        _settle(node, self.environment, self.name)
        self.writeline(f"from {written.__module__} import {written.__name__}")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{written.__name__}(")


def written(value: object) -> str:
    """Return `value` as it stands in HTML, which is what jinja's escape() does with fewer steps for most of them."""
    kind = type(value)
    if kind is Markup:
        return cast(Markup, value)
    if kind is str:
        # Most texts have nothing in them that HTML reads as its own.
        text = cast(str, value)
        return escape(text) if _OWN_SIGNS(text) else text
    return str(value) if kind is int else escape(value)


def _settle(tree: nodes.Template, environment: Environment, name: str | None) -> None:
    """Work out and simplify what there is in `tree`, the template `name`, before its code is written."""
    where = EvalContext(environment, name)
    Simplifier(where).visit(tree)
    Folder(getattr(environment, "settled", {})).visit(tree)
    Inliner(_imported(tree, environment, where)).visit(tree)
    Simplifier(where).visit(tree)


def _imported(tree: nodes.Template, environment: Environment, where: EvalContext) -> dict[str, Component]:
    """Return the components that `tree` imports and that write the same inside of it, by its names for them."""
    taken = names_given(tree)
    reached = environment.globals.keys() - taken
    found = {}
    for node in tree.find_all(nodes.FromImport):
        if node.with_context or not isinstance(node.template, nodes.Const):
            continue
        if EvalContext(environment, node.template.value).autoescape != where.autoescape:
            continue
        components = _components(environment, node.template.value)
        for pair in node.names:
            name, alias = pair if isinstance(pair, tuple) else (pair, pair)
            if name in components and alias not in taken and components[name].free <= reached:
                found[alias] = components[name]
    return found


def _components(environment: Environment, template: str) -> dict[str, Component]:
    """Return the macros in `template`, worked out already; an environment keeps them under `components`."""
    kept: dict[str, dict[str, Component]] = getattr(environment, "components", {})
    if template not in kept:
        tree = environment.parse(cast(BaseLoader, environment.loader).get_source(environment, template)[0])
        _settle(tree, environment, template)
        kept[template] = {macro.name: Component(macro) for macro in tree.find_all(nodes.Macro)}
    return kept[template]


def _values(node: nodes.Call) -> list[nodes.Expr]:
    return [one.value for one in node.kwargs]


def _constants(expressions: list[nodes.Expr]) -> list[Any] | None:
    """Return the values of constants, None where one of the expressions is none."""
    constants = [one.value for one in expressions if isinstance(one, nodes.Const)]
    return constants if len(constants) == len(expressions) else None
