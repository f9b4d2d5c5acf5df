"""Hostile lines, Markdown examples and a judge of HTML for the tests of texts."""

import json
import os
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.costs import cpu_seconds

OWN = Path(__file__).parents[2] / "data" / "text"
ELSEWHERE = os.environ.get("ZURUF_DATA")

TAGS = set(
    "a p br hr h3 h4 h5 h6 strong em s sub sup kbd code pre span blockquote ul ol li"
    " table thead tbody tr th td img".split()
)
ATTRIBUTES = {"href", "title", "rel", "src", "alt", "class", "start"}


class Judge(HTMLParser):
    """Fails on the first thing that has no place in a text; written without looking at the gates."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        if tag not in {"br", "hr", "img"}:
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        for name, value in attrs:
            assert name in ATTRIBUTES, (tag, name)
            if name == "href":
                self.check_address(value or "")
            if name == "src":
                assert (value or "").startswith("/uploads/") and ".." not in (value or ""), value
            if name == "class":
                assert not {"badge", "team", "tag"} & set((value or "").split())
        if tag == "a" and "href" in dict(attrs):
            assert "nofollow" in (dict(attrs)["rel"] or "")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1

    def check_address(self, address: str) -> None:
        assert not any(ord(char) < 32 or (char == "\\" and address.startswith("/\\")) for char in address), (
            address
        )
        parts = urlsplit(address)
        if not parts.scheme:
            assert address.startswith("/") and not address.startswith("//"), address
            return
        assert parts.scheme in {"http", "https", "mailto"}, address
        assert parts.scheme == "mailto" or "@" not in parts.netloc, address

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")


@pytest.fixture
def judge() -> Callable[[str], int]:
    """A function that fails on unsafe HTML and returns how deep the elements are nested."""

    def check(source: str) -> int:
        parser = Judge()
        parser.feed(source)
        parser.close()
        return parser.deepest

    return check


@pytest.fixture
def cost() -> Callable[[Callable[[str], object], str], float]:
    """CPU seconds of a function for a text, the better of two runs."""
    return lambda function, text: cpu_seconds(lambda: function(text), tries=2)


@pytest.fixture
def linear() -> Callable[[Callable[[str], object], str], None]:
    """A function that fails if 16 KB of a pattern cost three times what 8 KB do.

    What stays under 0.1 s is too short to be measured, and harmless. A busy machine gets a second chance.
    """

    def check(function: Callable[[str], object], pattern: str) -> None:
        half, whole = (pattern * (size // len(pattern) + 1) for size in (8 * 1024, 16 * 1024))
        spent = once = float("inf")
        for _ in range(4):
            spent = min(spent, cpu_seconds(lambda: function(whole), tries=1))
            once = min(once, cpu_seconds(lambda: function(half), tries=1)) if spent >= 0.1 else once
            if spent < 0.1 or spent < 3 * once < float("inf"):
                return
        raise AssertionError(f"{pattern!r}: {spent:.2f} s, half of it {once:.2f} s")

    return check


def _hostile() -> Iterator[str]:
    yield from (OWN / "hostile.txt").read_text().splitlines()
    if ELSEWHERE:
        yield from json.loads((Path(ELSEWHERE) / "hostile-blns" / "blns.json").read_text())
        for path in sorted((Path(ELSEWHERE) / "hostile-xss-payloadbox").rglob("*.txt")):
            yield from path.read_text(errors="replace").splitlines()[::20]


@pytest.fixture(scope="session")
def hostile() -> list[str]:
    """Payloads: our own, and a sample of the well-known lists where they are."""
    return list(_hostile())


@pytest.fixture(scope="session")
def examples() -> list[str]:
    """Markdown: our own examples, and those of CommonMark and GitHub where they are."""
    found = [str(text) for text in json.loads((OWN / "examples.json").read_text())]
    if ELSEWHERE:
        for name in ("markdown-commonmark/commonmark.0.31.2.json", "markdown-gfm/gfm.0.29.json"):
            found += [example["markdown"] for example in json.loads((Path(ELSEWHERE) / name).read_text())]
        found += (Path(ELSEWHERE) / "markdown-gfm" / "regression.txt").read_text().split("\n\n")
    return found
