"""Every page that a route shows is among those that are looked at in a browser."""

from collections import defaultdict
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import NotFound

from tests.browser.seen import PAGES
from tests.web.routes_reading import READING

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

NO_PAGES = {
    "assets.file": "a file",
    "public.upload": "a file",
    "public.feed": "for programs",
    "public.board_feed": "for programs",
    "public.sitemap": "for programs",
    "desk.missed_searches_csv": "a file",
    "healthz": "for programs",
    "readyz": "for programs",
    "public.post": "leads to its thread",
    "public.follow_up": "leads to its thread",
    "public.imported": "leads to where it came",
    "public.ask_fields": "a part of the form to ask",
    "public.member_completions": "a part of an editor",
    "public.thread_completions": "a part of an editor",
    "public.search_suggestions": "a part of the search",
    "public.notifications_count": "a number in the frame",
    "public.held_text": "looked at by whom it belongs to",
    "account.reset": "behind a link in a mail, looked at there",
    "account.link_request": "leads to the form to sign in",
    "account.link": "behind a link in a mail, looked at there",
    "account.email_change": "one button, like that to confirm an address",
    "account.stop": "one button, like that to confirm an address",
    "account.found": "shown once, in a place where nobody is yet",
}
"""Addresses that answer with something else than a page of their own, or whose page another test looks at."""


def test_every_page_is_looked_at(site):
    addresses = site.app.url_map.bind("127.0.0.1")
    seen = set()
    for address in PAGES:
        try:
            seen.add(addresses.match(urlsplit(address.format_map(defaultdict(lambda: 1))).path)[0])
        except NotFound:
            continue
    pages = {endpoint for endpoint in READING if not endpoint.startswith("api.")}
    assert pages - seen == NO_PAGES.keys()
