"""Everything with Tab, Enter and Space alone: the focus is seen, never covered, never caught."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.hands import FOCUS
from tests.browser.people import settled

PAGES = [
    ("", "/"),
    ("", "/threads/{solved}"),
    ("", "/search?q=WLAN"),
    ("", "/account/register"),
    ("Mara", "/threads/{answered}"),
    ("Mara", "/threads/{answered}?quote={unread}"),
    ("Mara", "/posts/{own}/edit"),
    ("Mara", "/ask?title=WLAN+bricht+jeden+Abend&board=internet"),
    ("Mara", "/account/settings"),
    ("Mara", "/account/settings/display"),
    ("Mara", "/account/settings/email"),
    ("Mara", "/account/settings/sessions"),
    ("Mara", "/account/settings/mails"),
    ("Mara", "/notifications"),
    ("Mara", "/follows"),
    ("Moritz", "/threads/{solved}"),
    ("Jana", "/desk/"),
    ("Jana", "/desk/threads/{open}"),
    ("Jana", "/desk/readings/{waiting}"),
    ("Ada", "/admin/people"),
]


def tab_to(page, selector, most=90):
    """Press Tab until what is meant has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{most} times Tab do not lead to {selector} on {page.url}")


def press(page, selector, key="Enter"):
    """Go to something with Tab and press it."""
    tab_to(page, selector)
    page.keyboard.press(key)


def arrive(page, selector):
    """Press the button that leads to another page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settled(page)


@pytest.mark.parametrize(("name", "address"), PAGES)
def test_the_focus_is_seen_on_its_way_through_a_page_and_leaves_it(place, visit, name, address):
    page = visit(name)
    page.goto(place.url + address.format(**place.threads, **place.posts, waiting=place.drafts["waiting"]))
    page.evaluate("document.activeElement.blur()")
    wrong, stops = [], 0
    for _ in range(250):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:
            break
        stops += 1
        wrong += [
            (key, found["name"])
            for key, bad in (("unseen", not found["ringed"]), ("covered", found["covered"]))
            if bad
        ]
    assert wrong == []
    assert found is None, "the focus goes round in a circle"
    assert stops > 8


def test_the_first_stop_skips_to_the_content(place, visit):
    page = visit()
    page.goto(place.url)
    page.keyboard.press("Tab")
    assert page.locator("a.skip:focus").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_customer_signs_in_asks_accepts_and_signs_out(place, visit):
    page = visit()
    page.goto(place.url)
    arrive(page, 'a[href^="/account/login"]')
    tab_to(page, "#email")
    page.keyboard.type("holger@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("ein ganzer Satz")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    arrive(page, 'header a[href="/ask"]')
    tab_to(page, "#title")
    page.keyboard.type("Wo steht die Kundennummer?")
    press(page, "input[name=board]", "Space")
    tab_to(page, "#body")
    page.keyboard.type("Ich finde sie nirgends.")
    arrive(page, "button[value=publish]")
    assert re.search(r"/threads/\d+-wo-steht", page.url)
    tab_to(page, "#body")
    page.keyboard.type("Gefunden!")
    # Nobody has answered, so there is nothing to thank for yet.
    assert page.locator("input[name=need][type=radio]").count() == 0
    arrive(page, "#reply form .go button")
    assert page.locator("article.post").count() == 2
    press(page, "details.account > summary", "Space")
    arrive(page, 'details.account form[action$="/logout"] button')
    assert page.locator("details.account").count() == 0


def test_a_menu_closes_with_escape_and_gives_the_focus_back(place, visit):
    page = visit("Mara")
    page.goto(place.url)
    press(page, "details.account > summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("details.account[open]").count() == 0
    assert page.locator("details.account > summary:focus").count() == 1


def test_the_team_reads_and_approves(place, visit):
    svea, jana = visit("Svea"), visit("Jana")
    svea.goto(f"{place.url}/desk/threads/{place.threads['solved']}")
    tab_to(svea, "#answer textarea")
    svea.keyboard.type("Nach einem Update bleibt der Kanal, wie er ist.")
    arrive(svea, "#answer .go button")
    assert urlsplit(svea.url).path == "/desk/"
    jana.goto(f"{place.url}/desk/threads/{place.threads['solved']}")
    arrive(jana, f'main .note a[href^="/desk/readings/"]:not([href$="/{place.drafts["edit"]}"])')
    arrive(jana, "[data-approve]")
    jana.wait_for_load_state()
    jana.goto(f"{place.url}/threads/{place.threads['solved']}")
    assert "bleibt der Kanal, wie er ist" in jana.locator("main").inner_text()


def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(place, visit):
    page = visit()
    page.goto(f"{place.url}/account/register")
    arrive(page, "main form button[type=submit]")
    assert page.locator(".errsum:focus").count() == 1
    press(page, ".errsum a")
    assert page.locator("input[aria-invalid=true]:focus").count() == 1
