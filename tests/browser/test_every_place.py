"""Places a person acts in besides threads, once with keys alone and once where no script runs."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Keys, Pointer

pytestmark = pytest.mark.parametrize("way", [Keys, Pointer], ids=["keys", "no-script"], indirect=True)


def test_a_question_is_asked_with_what_its_board_asks_for(place, hand):
    asker = hand("Holger")
    asker.page.goto(f"{place.url}/ask")
    asker.write("#title", "WLAN bricht abends ab")
    if isinstance(asker, Pointer):
        asker.lead("button[value=similar]")
    asker.sees("section.sim a", "WLAN bricht jeden Abend")
    if isinstance(asker, Keys):
        asker.press("section.sim a[data-none]")
        expect(asker.page.locator("input[name=board]").first).to_be_focused()
    asker.choose("input[name=board][value=several]")
    if isinstance(asker, Pointer):
        asker.lead("button[value=fields]")
    asker.sees("label", "Gerät")
    assert asker.page.locator("input[name=board]:checked").get_attribute("value") == "several"
    asker.write("#body", "Nur oben im Haus.")
    # What is missing takes the focus where a script runs, and leads to its field.
    asker.lead("button[value=publish]")
    asker.press(".errsum a")
    expect(asker.page.locator("select[name^=field_]")).to_have_attribute("aria-invalid", "true")
    asker.pick("select[name^=field_]", "Verstärker")
    asker.lead("button[value=publish]")
    asker.sees("dl.told", "Verstärker")


def test_an_accepted_answer_did_not_help_after_all(place, hand):
    asker, helper = hand("Rolf"), hand("Holger")
    asker.page.goto(f"{place.url}/ask?board=internet")
    asker.write("#title", f"Der Verstärker findet nichts ({type(asker).__name__})")
    asker.write("#body", "Er sucht und sucht.")
    asker.lead("button[value=publish]")
    helper.page.goto(asker.page.url)
    helper.choose("#reply input[name=affected]")
    helper.write("#reply textarea", "Halte WPS gedrückt.")
    helper.lead("#reply .go button")
    asker.page.reload()
    asker.lead('article.post form[action$="/solution"] button')
    asker.lead("form:has([value=did_not_help]) button")
    asker.sees(".toast")
    assert asker.page.locator("section.answer").count() == 0
    asker.lead('#reply form[action$="/helped"] button')
    asker.sees(".toast")


def test_a_board_is_followed_and_left(place, hand):
    reader = hand("Rolf")
    reader.page.goto(f"{place.url}/boards/held")
    for action in ("/boards/held/following", "/boards/held/following/removal"):
        pressed = str(action.endswith("/removal")).lower()
        reader.press(f'main form[action$="{action}"] button[aria-pressed={pressed}]')
        reader.finds(
            f'main form[action*="/held/following"] button[aria-pressed={str(pressed == "false").lower()}]'
        )


def test_a_guest_changes_language_is_asked_to_sign_in_and_comes_back(place, hand):
    guest = hand()
    thread = f"{place.url}/threads/{place.threads['answered']}"
    guest.page.goto(thread)
    guest.lead("footer button[name=language][value=en]")
    guest.finds("html[lang=en]")
    guest.lead('#reply a[href^="/account/login"]')
    guest.write("#email", "rolf@example.org")
    guest.write("#password", "falsch geraten")
    guest.lead("main form button[type=submit]")
    guest.sees(".errsum")
    guest.write("#password", "ein ganzer Satz")
    guest.lead("main form button[type=submit]")
    assert re.match(re.escape(thread), guest.page.url)
    guest.sees("#reply textarea")
    guest.press("details.account > summary")
    guest.lead('details.account form[action$="/logout"] button')
    assert guest.page.locator("details.account").count() == 0


def test_words_are_searched_from_every_page(place, hand):
    guest = hand()
    guest.page.goto(f"{place.url}/boards")
    if isinstance(guest, Keys):
        # The answer for what was typed last: an earlier one would take the choice back.
        with guest.page.expect_response(lambda answer: answer.url.endswith("q=wlan+bricht")):
            guest.write("#q", "wlan bricht")
        guest.sees("[role=option]", "WLAN bricht")
        guest.page.keyboard.press("ArrowDown")
        with guest.page.expect_navigation():
            guest.page.keyboard.press("Enter")
        assert f"/threads/{place.threads['solved']}-" in guest.page.url
    else:
        guest.write("#q", "wlan bricht")
        with guest.page.expect_navigation():
            guest.page.locator("#q").press("Enter")
        guest.sees("ol.threads", "WLAN bricht")
