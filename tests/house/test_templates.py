"""Templates: trusted HTML in one place, nothing the content policy refuses, only components that exist."""

import re

import pytest
from jinja2 import Environment, nodes

from community.web.templates import KINDS
from tests.house.sources import ROOT

TEMPLATES = ROOT / "templates"
TRUSTING = "components/prose.html"
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(
        r"<script\b(?![^>]*\ssrc=)(?! type=\"application/ld\+json\">{{ [\w.]+\|tojson }}<)", re.IGNORECASE
    ),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def templates() -> dict[str, nodes.Template]:
    """Every template by its name, parsed; one that does not parse fails here."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"])
    # What Python compiles is kept among them.
    paths = sorted(path for path in TEMPLATES.rglob("*") if path.is_file() and path.suffix != ".cache")
    return {path.relative_to(TEMPLATES).as_posix(): environment.parse(path.read_text()) for path in paths}


def exports(tree: nodes.Template) -> set[str]:
    """Return what a template gives to those who import it."""
    names = {node.name for node in tree.body if isinstance(node, nodes.Macro)}
    for node in tree.find_all(nodes.Assign):
        if isinstance(node.target, nodes.Name):
            names.add(node.target.name)
    return names


def test_only_prose_trusts_html(templates):
    found = [
        f"{name}:{node.lineno}"
        for name, tree in templates.items()
        if name != TRUSTING
        for node in tree.find_all(nodes.Filter)
        if node.name in {"safe", "forceescape"}
    ]
    unescaped = [
        f"{name}:{node.lineno}"
        for name, tree in templates.items()
        for node in tree.find_all((nodes.EvalContextModifier, nodes.ScopedEvalContextModifier))
    ]
    assert found + unescaped == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_holds_nothing_the_content_policy_refuses(what, templates):
    pages = [name for name in templates if name.endswith(".html")]
    assert [name for name in pages if FORBIDDEN[what].search((TEMPLATES / name).read_text())] == []


def test_imports_only_what_exists(templates):
    found = []
    for name, tree in templates.items():
        for node in tree.find_all((nodes.Import, nodes.FromImport, nodes.Extends, nodes.Include)):
            if isinstance(node.template, nodes.Const) and node.template.value not in templates:
                found.append(f"{name}:{node.lineno}: {node.template.value}")
    assert found == []


def test_calls_only_components_that_exist(templates):
    found = []
    for name, tree in templates.items():
        modules = {
            node.target: exports(templates[node.template.value])
            for node in tree.find_all(nodes.Import)
            if isinstance(node.template, nodes.Const) and node.template.value in templates
        }
        for node in tree.find_all(nodes.FromImport):
            source = templates.get(getattr(node.template, "value", None))
            names = [pair[0] if isinstance(pair, tuple) else pair for pair in node.names]
            if source is not None:
                found += [f"{name}:{node.lineno}: {item}" for item in names if item not in exports(source)]
        for node in tree.find_all(nodes.Getattr):
            known = modules.get(node.node.name) if isinstance(node.node, nodes.Name) else None
            if known is not None and node.attr not in known:
                found.append(f"{name}:{node.lineno}: {node.node.name}.{node.attr}")
    assert found == []


def test_component_is_named_as_its_file(templates):
    found = [
        name
        for name, tree in templates.items()
        if name.startswith("components/") and name != "components/ui.html"
        if name.removeprefix("components/").removesuffix(".html") not in exports(tree)
    ]
    assert found == []


def test_every_kind_of_template_is_known_where_they_are_compiled(templates):
    assert {name.rpartition(".")[2] for name in templates} == set(KINDS)
