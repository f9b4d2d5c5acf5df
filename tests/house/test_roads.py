"""One road for writing and one for reading by id: everything else goes through commands and access."""

import re

from tests.house.sources import dotted

WRITERS = {"commands", "work.py", "effects", "search"}
"""Commands change things; effects and the index keep the books on what they have done."""

READERS = {"access.py", "work.py", "commands", "effects"}
"""Commands and effects also load what a row they were given refers to."""

GUARDED = {"Board", "Draft", "Note", "Post", "Thread", "Version"}
"""What some people may not see."""

SESSION = re.compile(r"(^|\.)_?(session|work)$")
CHANGES = {
    "add",
    "add_all",
    "delete",
    "merge",
    "bulk_save_objects",
    "bulk_insert_mappings",
    "bulk_update_mappings",
}
STATEMENT = re.compile(r"\s*(insert|update|delete|replace|drop|alter|create|truncate)\s", re.IGNORECASE)


def is_session(expression, source):
    name = dotted(expression)
    cookie = any(imported == "flask.session" for imported, _ in source.imports())
    return bool(SESSION.search(name)) and not (cookie and name == "session")


def test_only_commands_change_rows(package):
    found = [
        f"{source.at(call)}: {dotted(call.func)}"
        for source in package
        if source.room not in WRITERS
        for call in source.calls()
        if hasattr(call.func, "attr") and call.func.attr in CHANGES and is_session(call.func.value, source)
    ]
    assert found == []


def test_only_commands_build_statements_that_change_rows(package):
    found = [
        f"{source.at(statement)}: {name}"
        for source in package
        if source.room not in WRITERS
        for name, statement in source.imports()
        if re.fullmatch(r"sqlalchemy(\.\w+)*\.(insert|update|delete)", name)
    ]
    assert found == []


def test_only_commands_send_sql_that_changes_rows(package):
    found = [
        f"{source.at(call)}: {argument.value[:40]}"
        for source in package
        if source.room not in WRITERS
        for call in source.calls()
        if dotted(call.func).split(".")[-1] in {"text", "exec_driver_sql", "executescript"}
        for argument in call.args
        if isinstance(getattr(argument, "value", None), str) and STATEMENT.match(argument.value)
    ]
    assert found == []


def test_what_can_be_hidden_is_never_fetched_past_the_gate(package):
    found = [
        f"{source.at(call)}: {dotted(call.func)}({dotted(call.args[0])})"
        for source in package
        if source.room not in READERS
        for call in source.calls()
        if hasattr(call.func, "attr")
        and call.func.attr in {"get", "get_one"}
        and is_session(call.func.value, source)
        and call.args
        and dotted(call.args[0]).split(".")[-1] in GUARDED
    ]
    assert found == []
