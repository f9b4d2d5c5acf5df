"""What a whole request sends to the database, over HTTP: session, person, page, frame and bell together."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from community.commands.boards import tag_named
from community.web.database import db
from tests.stories import answered, asked, replied

THREAD, LIST, LANDING, SEARCH = 8, 6, 8, 8
"""Statements that the page of a thread, a list, the first page and what was found may take, whatever is on them."""
OWED = 1
"""One more on the page of a thread for the team, which is told what of it is owed an answer."""
VISITORS = (None, "Nils", "Rolf", "Moritz", "Ada")
"""A guest, customers, and two who moderate: a customer and one of the team."""


@contextmanager
def statements(site):
    """Give the statements that are sent meanwhile; beginning a transaction is none."""
    sent = []

    def note(connection, cursor, statement, parameters, context, many):
        if statement != "BEGIN":
            sent.append(statement)

    with site.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def threads(site):
    """A thread with one reply, and one with two pages of them and an answer of the team."""
    site.cast.do(lambda work, _: tag_named(work, "Kupfer"), None)
    short = asked(site.cast, title="A short thread", tags=["kupfer"])
    long = asked(site.cast, title="A long thread", tags=["kupfer"])
    replied(site.cast, short)
    answered(site.cast, long)
    for _ in range(24):
        replied(site.cast, long)
    # Each stands beside the other.
    site.follow()
    return short, long


def sent(browser, site, address):
    """Return what a page sends when it is first seen."""
    with statements(site) as found:
        assert browser.get(address).status_code == 200
    return found


@pytest.mark.parametrize("name", VISITORS)
def test_the_page_of_a_thread_takes_few_statements_at_any_length(site, threads, name):
    browser = site.browser() if name is None else site.signed_in(name)
    short, long = (browser.get(f"/threads/{one}").headers["Location"] for one in threads)
    counts = [len(sent(browser, site, address)) for address in (short, long, f"{long}?page=2")]
    assert max(counts) <= THREAD + (OWED if name == "Ada" else 0), counts


@pytest.mark.parametrize("name", VISITORS)
@pytest.mark.parametrize(
    "address", ["/boards/internet", "/boards/internet?page=2", "/news", "/boards", "/tags/kupfer"]
)
def test_lists_take_few_statements(site, threads, name, address):
    browser = site.browser() if name is None else site.signed_in(name)
    found = sent(browser, site, address)
    assert len(found) <= LIST, found


@pytest.mark.parametrize(
    ("address", "most"), [("/follows", LIST), ("/bookmarks", LIST), ("/search?q=thread", SEARCH)]
)
def test_own_lists_and_the_search_take_few_statements(site, threads, address, most):
    found = sent(site.signed_in("Nils"), site, address)
    assert len(found) <= most, found


@pytest.mark.parametrize("name", VISITORS)
def test_the_first_page_takes_few_statements(site, threads, name):
    browser = site.browser() if name is None else site.signed_in(name)
    found = sent(browser, site, "/")
    assert len(found) <= LANDING, found
