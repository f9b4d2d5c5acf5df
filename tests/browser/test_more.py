"""The next page of a list comes below the rows that are shown, and is a page of its own where no script runs."""

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.people import person, press, settled
from tests.browser.places import furnish
from tests.cast import Cast
from tests.databases import Database, connected
from tests.servers import prepared
from tests.stories import asked

ROWS = "ol.threads > li"
PAGE = 20


@pytest.fixture(scope="module")
def long_lists(tmp_path_factory):
    """A place that runs, with a board of fifty questions."""
    with prepared(tmp_path_factory.mktemp("lists") / "data", TRUSTED_PROXIES="1") as server:
        made = furnish(server)
        url = f"sqlite:///{server.data / 'community.db'}"
        with connected(url) as engine, Session(engine, expire_on_commit=False) as session:
            cast = Cast(Database("sqlite", url, engine), session)
            for number in range(50):
                asked(cast, board="several", title=f"Frage Nummer {number}", fields={"geraet": "Router"})
        server.start()
        yield made


def test_rows_are_added_and_the_focus_goes_to_the_first_of_them(long_lists, new_context):
    page = person(new_context, locale="de-DE")
    page.goto(f"{long_lists.url}/boards/several?product=geraet:Router")
    for shown, pages in ((PAGE, "2"), (2 * PAGE, "3")):
        expect(page.locator(ROWS)).to_have_count(shown)
        link = page.get_by_role("link", name="Weitere Fragen laden")
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"{ROWS}:nth-child({shown + 1}) h3 a")).to_be_focused()
        expect(page.locator(".pager")).to_contain_text(pages)
    expect(page.locator(ROWS)).to_have_count(50)
    expect(page.locator(".pager a")).to_have_count(0)
    titles = page.locator(f"{ROWS} h3 a").all_inner_texts()
    assert titles == [f"Frage Nummer {number}" for number in reversed(range(50))]
    # Who follows one of them comes back to it.
    press(page.locator(f"{ROWS} h3 a").nth(30))
    page.go_back()
    settled(page)
    assert page.url.endswith("/boards/several?page=2&product=geraet:Router")
    expect(page.get_by_role("link", name=titles[30])).to_be_attached()


def test_where_the_next_rows_can_not_be_had_the_page_is_opened(long_lists, new_context):
    page = person(new_context)
    page.goto(f"{long_lists.url}/boards/several")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    press(page.locator("[data-more]"))
    settled(page)
    assert page.url.endswith("/boards/several?page=2")


def test_without_a_script_it_is_the_next_page(long_lists, new_context):
    page = person(new_context, locale="de-DE", java_script_enabled=False)
    page.goto(f"{long_lists.url}/boards/several")
    press(page.get_by_role("link", name="Nächste Seite"))
    expect(page.locator(ROWS)).to_have_count(PAGE)
    assert page.url.endswith("/boards/several?page=2")
