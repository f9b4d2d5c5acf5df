"""Reading with a script: buttons swap alone, visits tell themselves, keys lead through a thread."""

import re

from tests.browser.people import complaints, settled
from tests.waiting import until

OWN = re.compile(r"/threads/\d+/reading$")


def test_a_button_is_swapped_alone_and_keeps_the_focus(place, visit):
    page = visit("Mara")
    page.goto(f"{place.url}/threads/{place.threads['answered']}")
    button = page.locator('form[data-toggle][action*="/helpful"] button').first
    before = page.url
    button.focus()
    page.keyboard.press("Enter")
    pressed = page.locator('form[action$="/helpful/removal"] button').first
    pressed.wait_for()
    assert pressed.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert page.url == before
    page.keyboard.press("Enter")
    page.locator('form[data-toggle][action$="/helpful"] button').first.wait_for()
    assert not complaints(page)


def test_what_was_seen_is_told_without_a_click(place, visit):
    # Nobody else reads this as Holger, and only what is new to a reader is told.
    page = visit("Holger")
    with page.expect_response(lambda answer: OWN.search(answer.url)) as told:
        page.goto(f"{place.url}/threads/{place.threads['solved']}")
    assert told.value.status == 204
    assert page.locator("form[data-reading]").is_hidden()


def test_a_guest_is_counted_and_keeps_nothing(place, visit):
    page = visit()
    with page.expect_response(lambda answer: answer.url.endswith("/views")) as told:
        page.goto(f"{place.url}/threads/{place.threads['solved']}")
    assert told.value.status == 204
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_keys_lead_through_a_thread_and_can_be_turned_off(place, visit):
    page = visit()
    page.goto(f"{place.url}/threads/{place.threads['solved']}")
    at = "document.activeElement.id"
    page.keyboard.press("j")
    until(lambda: page.evaluate(at).startswith("post-"), "the first key")
    first = page.evaluate(at)
    page.keyboard.press("j")
    until(lambda: page.evaluate(at) != first, "the next post")
    page.keyboard.press("k")
    until(lambda: page.evaluate(at) == first, "the post before")
    page.keyboard.press("/")
    until(lambda: page.evaluate(at) == "q", "the search field")
    page.keyboard.type("jjn?")
    assert page.locator("#q").input_value() == "jjn?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    sheet = page.locator("dialog.keysheet")
    sheet.locator("[data-keys-off]").click()
    page.keyboard.press("Escape")
    sheet.wait_for(state="detached")
    page.keyboard.press("n")
    page.keyboard.press("/")
    assert page.evaluate(at) != "q"
    assert "/threads/" in page.url
    page.goto(f"{place.url}/keys")
    page.locator("[data-keys-off]").click()
    page.keyboard.press("n")
    page.wait_for_url("**/ask")
    settled(page)
