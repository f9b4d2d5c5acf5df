"""Where the focus is after each act with keys alone: at what came of it, never lost, and what was done is said."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.hands import Keys
from tests.waiting import until

WHERE = "() => document.activeElement === document.body ? '' : document.activeElement.outerHTML.slice(0, 90)"
# What readers hear: what comes into a region that is live after the page did.
HEAR = """() => addEventListener("DOMContentLoaded", () => {
    window.heard = [];
    for (const place of document.querySelectorAll("[role=status]")) {
        new MutationObserver((all) => {
            for (const one of all) for (const node of one.addedNodes) window.heard.push(node.textContent.trim());
        }).observe(place, { childList: true, subtree: true });
    }
})"""


@pytest.fixture
def keys(visit):
    """Return somebody with a keyboard, by name; what the pages say is kept."""

    def make(name="", **options):
        person = Keys(visit(name, **options))
        person.page.add_init_script(f"({HEAR})()")
        return person

    return make


def focused(person, selector):
    """Wait until this has the focus."""
    expect(person.page.locator(selector).first).to_be_focused()


def hears(person, words):
    """Wait until this was said."""
    person.page.wait_for_function("words => window.heard.some((said) => said.includes(words))", arg=words)


def next_stop(person, selector):
    """Assert that Tab goes on within this, not at the head of the page."""
    person.page.keyboard.press("Tab")
    assert person.page.evaluate("wanted => Boolean(document.activeElement.closest(wanted))", selector), (
        person.page.evaluate(WHERE)
    )


@pytest.fixture
def asked(place, keys):
    """Return the asker of a question with a reply, at it."""
    helper, asker = keys("Rolf"), keys("Holger")
    asker.page.goto(f"{place.url}/ask?board=internet")
    asker.write("#title", "Wo steht der Funkkanal?")
    asker.write("#body", "Ich finde ihn nicht.")
    asker.lead("button[value=publish]")
    helper.page.goto(asker.page.url)
    helper.write("#reply textarea", "Unter Funk, ganz unten.")
    helper.lead("#reply .go button")
    next_stop(helper, "article.post:last-of-type")
    asker.page.reload()
    return asker


def test_the_focus_goes_on_where_an_act_was_done(asked):
    post = asked.page.locator("article.post").last.get_attribute("id")
    asked.press(f'#{post} form[action$="/helpful"] button')
    focused(asked, f'#{post} form[action$="/helpful/removal"] button[aria-pressed=true]')
    asked.press(f"#{post} details.more > summary")
    asked.press(f'#{post} form[action$="/bookmark"] button')
    focused(asked, f'#{post} form[action$="/bookmark/removal"] button[aria-pressed=true]')
    asked.lead(f'#{post} form[action$="/solution"] button')
    hears(asked, asked.page.locator(".toast > span").inner_text())
    next_stop(asked, f"#{post}")
    asked.lead(f'#{post} .acts > form[action$="/solution/removal"] button')
    next_stop(asked, f"#{post}")
    asked.press(f"#{post} [data-quote]")
    focused(asked, "#reply textarea")
    asked.page.keyboard.type("Danke!")
    asked.lead("#reply .go button")
    own = asked.page.locator("article.post").last.get_attribute("id")
    next_stop(asked, f"#{own}")
    asked.press(f"#{own} details.more > summary")
    asked.lead(f'#{own} form[action$="/withdrawal"] button')
    hears(asked, asked.page.locator(".toast > span").inner_text())
    next_stop(asked, f"#{own}")


def test_files_come_and_go_without_losing_the_place(asked, tmp_path):
    picture = tmp_path / "leuchte.png"
    Image.new("RGB", (40, 30), "orange").save(picture)
    on_the_way = []
    asked.page.route("**/uploads", lambda route: on_the_way.append(route))
    asked.attach("#files", picture)
    # Somebody stands on the button that stops it when it is done.
    asked.tab_to("[data-cancel]")
    until(lambda: asked.page.evaluate("1") and on_the_way, "the upload to begin").pop().continue_()
    focused(asked, "[data-drop]")
    hears(asked, "leuchte.png")
    asked.press("[data-drop]")
    focused(asked, "#files")
    asked.attach("#files", picture)
    asked.press("[data-cancel]")
    focused(asked, "#files")
    expect(asked.page.locator("[data-rows] li")).to_have_count(0)


def test_menus_and_sheets_give_the_focus_back(place, keys):
    person = keys("Mara")
    person.page.goto(f"{place.url}/threads/{place.threads['solved']}")
    person.press("details.account > summary")
    person.tab_to("main a")
    assert person.page.locator("details.account[open]").count() == 0
    person.page.keyboard.press("l")
    focused(person, "article.sol")
    next_stop(person, "article.sol")
    before = person.page.evaluate(WHERE)
    person.page.keyboard.press("?")
    focused(person, "dialog :is(a, button)")
    person.page.keyboard.press("Escape")
    assert person.page.evaluate(WHERE) == before
    person.page.keyboard.press("/")
    focused(person, "#q")
    person.page.set_viewport_size({"width": 390, "height": 844})
    person.press("details.phone > summary")
    next_stop(person, "details.phone .sheet")
    person.page.keyboard.press("Escape")
    focused(person, "details.phone > summary")


def test_names_are_completed_with_arrows_and_left_with_escape(asked):
    area = asked.page.locator("#reply textarea")
    asked.write("#reply textarea", "@ma")
    option = asked.page.get_by_role("option", name="Mara")
    option.wait_for()
    asked.page.keyboard.press("Escape")
    expect(option).to_have_count(0)
    focused(asked, "#reply textarea")
    # Who left the list gets it again with the next name.
    asked.page.keyboard.type(" @ma")
    option.wait_for()
    expect(area).to_have_attribute("aria-activedescendant", re.compile("."))
    expect(asked.page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    asked.page.keyboard.press("Tab")
    expect(area).to_have_value(re.compile("^@ma @M"))
