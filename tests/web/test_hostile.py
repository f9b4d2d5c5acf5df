"""Hostile texts through every field: no page breaks, and none carries a script, a handler or a link that runs."""

import json
import os
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from community.commands.boards import create_board
from community.commands.closures import close_thread
from community.commands.notes import write_note
from community.policy.verdicts import Refused
from tests.stories import asked, clause

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

OWN = Path(__file__).parent.parent / "data" / "text" / "hostile.txt"


def payloads():
    found = OWN.read_text().splitlines()
    if folder := os.environ.get("ZURUF_DATA"):
        found += json.loads((Path(folder) / "hostile-blns" / "blns.json").read_text())
        for path in sorted((Path(folder) / "hostile-xss-payloadbox").rglob("*.txt")):
            found += path.read_text(errors="replace").splitlines()
    return [line for line in found if line.strip()]


class Inspector(HTMLParser):
    """Notes what a browser would run or fetch from elsewhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            value = "".join((value or "").split()).lower()
            if name.startswith("on") or name in ("style", "srcdoc", "srcset"):
                self.found.append(f"<{tag} {name}>")
            # Ours throw a kept text away, and ask for a link to sign in.
            if name == "formaction" and value not in ("/saved-texts/removal", "/account/link"):
                self.found.append(f"<{tag} {name}={value[:60]}>")
            if name in ("href", "src", "action", "data", "poster", "cite") and value.startswith(
                ("javascript:", "data:", "vbscript:", "file:")
            ):
                self.found.append(f"<{tag} {name}={value[:60]}>")
            if (
                tag in ("script", "link", "img", "use")
                and name in ("src", "href")
                and not value.startswith(("/assets/", "/", "http://127.0.0.1:8000/"))
            ):
                self.found.append(f"<{tag} {name}={value[:60]}>")
        if tag in ("iframe", "object", "embed", "base", "meta") and tag != "meta":
            self.found.append(f"<{tag}>")
        if (
            tag == "script"
            and dict(attributes).get("type") != "application/ld+json"
            and "src" not in dict(attributes)
        ):
            self.found.append("<script> of our own page without an address")


def inspect(answer):
    assert answer.status_code < 500
    inspector = Inspector()
    inspector.feed(answer.text)
    assert inspector.found == []


def test_hostile_texts_stay_texts(site, sample):
    cast = site.cast
    chosen = sample(payloads(), 25)
    asked(cast)
    mara, ada = site.signed_in("Mara"), site.signed_in("Ada")
    token = {"csrf_token": mara.token()}
    ada_token = {"csrf_token": ada.token()}
    threads = []
    for line in chosen:
        words = {
            "title": f"Frage {line}",
            "body": f"{line}\n\n[{line}]({line})\n\n> {line}",
            "board": "internet",
        }
        answer = mara.open("/ask", method="POST", data={**words, **token})
        inspect(answer)
        if answer.status_code == 302:
            threads.append(mara.get(answer.location).location)
        inspect(mara.open("/threads/1/posts", method="POST", data={"body": line, **token}))
        for part, field in (("profile", "about"), ("name", "name")):
            inspect(mara.open("/account/settings", method="POST", data={"part": part, field: line, **token}))
        registration = {"name": line, "email": line, "password": line, **token}
        inspect(mara.open("/account/login", method="POST", data=registration))
        inspect(
            ada.open("/admin/boards", method="POST", data={"name": line, "description": line, **ada_token})
        )
        inspect(ada.open("/desk/threads/1/notes", method="POST", data={"body": line, **ada_token}))
        inspect(ada.open("/posts/1/hiding", method="POST", data={"reason": line, "csrf_token": "old"}))
        for path in ("/search", "/ask", "/account/login", "/admin/people"):
            given = {"q": line, "title": line, "body": line, "next": line, "board": line}
            inspect((ada if path.startswith("/admin") else site.browser()).get(path, query_string=given))
    site.follow()
    assert threads
    for path in (
        "/",
        "/boards",
        "/threads/1-no-line-since-noon",
        "/members/mara",
        "/search?q=frage",
        *threads,
    ):
        inspect(mara.get(path))
    for path in ("/admin/boards", "/admin/people", "/admin/audit", "/desk/", "/desk/threads/1"):
        inspect(ada.get(path))
    for path in ("/feed.atom", "/boards/internet/feed.atom", "/sitemap.xml"):
        assert_well_formed(mara.get(path))


def assert_well_formed(answer):
    assert answer.status_code == 200
    ElementTree.fromstring(answer.data)


def test_names_of_boards_notes_and_reasons_are_text(site, sample):
    cast = site.cast
    thread = asked(cast)
    for number, line in enumerate(sample(payloads(), 10)):
        for act in (
            lambda line=line, number=number: cast.do(
                lambda work, _: create_board(
                    work, None, line[:60], board_slug=f"b{number}", description=line
                ),
                None,
            ),
            lambda line=line: cast.do(write_note, cast.jana, thread, line),
        ):
            try:
                act()
            except Refused:
                continue
    reason = clause(cast, "close", "<img src=x onerror=alert(1)> </script><script>alert(1)</script>")
    cast.do(close_thread, cast.ada, thread, reason)
    browser = site.signed_in("Ada")
    for path in ("/boards", "/", f"/desk/threads/{thread}", "/threads/1-no-line-since-noon", "/admin/boards"):
        inspect(browser.get(path))
