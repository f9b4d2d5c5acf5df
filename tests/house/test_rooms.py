"""What import-linter can't name: what the model may use, who may know private cards, who asks the time."""

import ast
import sys

import grimp
import pytest

from tests.house.sources import dotted

CONFIDENTIAL = "community.model.confidential"
PUBLIC = ("community.search", "community.web.public", "community.effects.indexing")
STAFF_PAGES = ("desk", "case", "reading", "draft", "held", "admin", "moderation", "audit", "customer")
CLOCK = {
    "time.time", "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "dt.datetime.now", "dt.datetime.utcnow", "dt.datetime.today", "dt.date.today",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today",
}  # fmt: skip


def test_model_knows_only_sqlalchemy_clock_and_settings(package):
    known = {"sqlalchemy", *sys.stdlib_module_names}
    ours = ("community.model", "community.clock", "community.settings")
    found = [
        f"{source.at(statement)}: {name}"
        for source in package
        if source.room == "model"
        for name, statement in source.imports()
        if name.split(".")[0] not in known
        and not name.startswith(ours)
        and name not in {"community.clock", "community.settings"}
    ]
    assert found == []


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("community")


def test_what_the_public_reads_never_reaches_private_cards(graph):
    if CONFIDENTIAL not in graph.modules:
        return
    queries = [
        name
        for name in graph.find_descendants("community.queries")
        if not name.rsplit(".", 1)[1].startswith(STAFF_PAGES)
    ]
    readers = [name for name in graph.modules if name.startswith(PUBLIC)] + queries
    found = [graph.find_shortest_chain(importer=reader, imported=CONFIDENTIAL) for reader in readers]
    assert [chain for chain in found if chain] == []


def test_the_time_is_asked_in_one_place(package):
    found = [
        f"{source.at(call)}: {dotted(call.func)}"
        for source in package
        if source.path != "community/clock.py"
        for call in source.calls()
        if dotted(call.func) in CLOCK
    ]
    assert found == []


def test_only_waiting_lets_time_pass(tracked):
    found = [
        f"{path.name}:{node.lineno}"
        for path in tracked
        if path.suffix == ".py" and "tests" in path.parts and path.name != "waiting.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and dotted(node.func) in {"time.sleep", "sleep"}
    ]
    assert found == []
