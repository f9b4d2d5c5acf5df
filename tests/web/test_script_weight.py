"""Scripts: what a page loads at first stays below 12 KB on the wire, with all that its modules import."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest

from tests.stories import asked

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

MOST = 12 * 1024
_SCRIPT = re.compile(r'<script type="module" src="([^"]+)"')
_IMPORT = re.compile(r'^import (?:[^"]* from )?"(\./[^"]+)";', re.MULTILINE)


def weight(browser, address):
    """Return the bytes of every script that the page at `address` loads, by its name."""
    waiting = [urlsplit(found).path for found in _SCRIPT.findall(browser.get(address).text)]
    found = {}
    while waiting:
        path = waiting.pop()
        name = path.split("/", 3)[3]
        if name in found:
            continue
        found[name] = len(browser.get(path, headers={"Accept-Encoding": "gzip"}).data)
        plain = browser.get(path, headers={"Accept-Encoding": "identity"}).text
        waiting += [str(PurePosixPath(path).parent / imported) for imported in _IMPORT.findall(plain)]
    return found


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("guest", "/threads/1-no-line-since-noon"),
        ("guest", "/ask"),
        ("Rolf", "/ask"),
        ("Rolf", "/threads/1-no-line-since-noon"),
        ("Mara", "/posts/1/edit"),
        ("Jana", "/desk/threads/1"),
    ],
)
def test_a_page_loads_little_script(site, name, address):
    asked(site.cast)
    browser = site.browser() if name == "guest" else site.signed_in(name)
    found = weight(browser, address)
    assert sum(found.values()) <= MOST, found
    writing = {"js/vendor/markdown-toolbar-element.js", "js/asking.js"} & found.keys()
    assert bool(writing) == ((name, address[:3]) != ("guest", "/th"))
