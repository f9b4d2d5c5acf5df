"""Files of the repository: nothing of one machine in them, none too long, none in a room without a noun."""

import ast
import re

from tests.house.sources import ROOT

# Put together here, so that this file does not find itself.
MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(work|root|home/\w+|tmp/w)/",
            r"pypi\." + "org",
            r"python" + r"hosted\.",
            r"npm" + r"js\.(org|com)",
            r"deb\." + r"debian\.",
        ]
    )
)
LONGEST = 300
NO_NOUNS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "manager",
    "managers",
    "service",
    "services",
}
LONG_BY_NATURE = re.compile(
    r"/vendor/|/data/|^migrations/versions/|^requirements|\.po$|\.svg$|^LICENSE|^docs/permissions|^docs/performance"
)


def texts(tracked):
    for path in tracked:
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text()
        except UnicodeDecodeError:
            continue


def test_names_no_machine_and_no_registry(tracked):
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts(tracked)
        if "/vendor/" not in name and not name.startswith("tests/data/")
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert found == []


def test_no_file_is_too_long(tracked):
    found = [
        f"{name}: {lines} lines"
        for name, text in texts(tracked)
        if not LONG_BY_NATURE.search(name) and (lines := text.count("\n")) > LONGEST
    ]
    assert found == []


def test_every_module_says_what_it_is_for(tracked):
    found = [
        name
        for name, text in texts(tracked)
        if name.endswith(".py") and not (ast.get_docstring(ast.parse(text)) or "").strip()
    ]
    assert found == []


def test_every_module_has_a_noun(tracked):
    names = [path.relative_to(ROOT) for path in tracked if path.suffix == ".py"]
    assert [str(name) for name in names if NO_NOUNS & {*name.parts[:-1], name.stem}] == []


def test_nothing_is_left_for_later(tracked):
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    found = [
        f"{name}:{number}"
        for name, text in texts(tracked)
        if name.endswith((".py", ".html", ".css", ".js")) and "/vendor/" not in name
        for number, line in enumerate(text.splitlines(), 1)
        if later.search(line)
    ]
    assert found == []
