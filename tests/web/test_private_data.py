"""Private data in a text for everybody: its writer is asked once, in place, and may have it taken out."""

import pytest

from community.commands.sessions import end_sessions
from community.model.threads import Thread
from tests.stories import asked
from tests.web.sites import forms
from tests.web.test_input import count
from tests.web.test_routes import everything
from tests.web.test_saved_texts import text_of

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

PHONE, MAIL = "0151 23456789", "rolf@example.net"
BODY = f"Ruft mich an: {PHONE}, oder schreibt an {MAIL}."
ASK = {"title": "Kein Netz im Keller", "board": "internet", "body": BODY}
PLACES = [
    ("Rolf", "/ask", None),
    ("Rolf", "/threads/1-no-line-since-noon", "/threads/1/posts"),
    ("Mara", "/posts/1/edit", None),
]


def sent(browser, answer, action, **changed):
    """Send the form of a page again as it is shown, with the button that publishes it."""
    shown = next(form for form in forms(answer.text) if form.action.endswith(action))
    data = {}
    for name, value in shown.fields:
        data.setdefault(name, []).append(value.strip("\n"))
    return browser.open(shown.action, method="POST", data={**data, **changed})


@pytest.mark.parametrize(("name", "page", "action"), PLACES)
def test_who_writes_something_private_is_asked_and_nothing_is_published(site, name, page, action):
    asked(site.cast)
    browser = site.signed_in(name)
    browser.get(page)
    before = everything(site.cast)
    answer = browser.submit(page, action, **ASK)
    assert answer.status_code == 422
    assert f"This looks like a phone number: “{PHONE}”" in answer.text
    assert f"This looks like a mail address: “{MAIL}”" in answer.text
    assert text_of(answer.text) == BODY
    assert everything(site.cast) == before


@pytest.mark.parametrize(("name", "page", "action"), PLACES)
def test_what_is_sent_once_more_is_published_as_it_is(site, name, page, action):
    asked(site.cast)
    browser = site.signed_in(name)
    answer = browser.submit(page, action, **ASK)
    again = sent(browser, answer, action or page)
    assert again.status_code == 302
    shown = browser.get(again.headers["Location"], follow_redirects=True).text
    assert PHONE in shown
    assert MAIL in shown


@pytest.mark.parametrize(("name", "page", "action"), PLACES)
def test_what_is_taken_out_is_gone_and_the_rest_stays(site, name, page, action):
    asked(site.cast)
    browser = site.signed_in(name)
    answer = browser.submit(page, action, **ASK)
    before = everything(site.cast)
    without = sent(browser, answer, action or page, step="take_out")
    assert without.status_code == 200
    assert text_of(without.text) == "Ruft mich an: …, oder schreibt an …."
    assert everything(site.cast) == before
    assert sent(browser, without, action or page).status_code == 302


def test_what_is_new_since_then_is_asked_about(site):
    browser = site.signed_in("Rolf")
    answer = browser.submit("/ask", **ASK)
    more = sent(browser, answer, "/ask", body=f"{BODY} IBAN DE89 3704 0044 0532 0130 00")
    assert more.status_code == 422
    assert "This looks like an account number: “DE89 3704 0044 0532 0130 00”" in more.text
    assert f"This looks like a phone number: “{PHONE}”" not in more.text
    assert sent(browser, more, "/ask").status_code == 302


def test_it_is_looked_for_in_the_title_and_in_what_the_board_asks_for(site):
    browser = site.signed_in("Rolf")
    answer = browser.submit("/ask", **{**ASK, "title": f"Ruft {PHONE} an", "body": "Bitte."})
    assert (answer.status_code, PHONE in answer.text) == (422, True)
    assert text_of(sent(browser, answer, "/ask", step="take_out").text, "title") == "Ruft … an"


def test_a_guest_is_asked_before_signing_in_and_not_again_afterwards(site):
    browser = site.browser()
    answer = browser.submit("/ask", **ASK)
    assert answer.status_code == 422
    assert sent(browser, answer, "/ask").headers["Location"].startswith("/account/login")
    site.signed_in("Rolf")
    browser.sign_in("Rolf")
    assert sent(browser, browser.get("/ask"), "/ask").status_code == 302
    assert count(site.cast, Thread) == 1


def test_the_reply_of_somebody_signed_out_is_kept_first(site):
    asked(site.cast)
    browser = site.signed_in("Rolf")
    fields = {"csrf_token": browser.token("/threads/1-no-line-since-noon"), "body": BODY}
    site.cast.do(lambda work, _: end_sessions(work, site.cast.ids["Rolf"]), None)
    same = {"Sec-Fetch-Site": "same-origin"}
    answer = browser.open("/threads/1/posts", method="POST", data=fields, headers=same)
    assert answer.status_code == 302
    assert answer.location.startswith("/account/login")
    browser.sign_in("Rolf")
    assert text_of(browser.get("/threads/1-no-line-since-noon").text) == BODY


def test_a_text_without_anything_private_is_published_at_once(site):
    browser = site.signed_in("Rolf")
    body = "Seit dem 12.03.2026 um 20:15 Uhr, Firmware 7.57, Kanal 11, 2400 MHz, 192.168.178.1."
    assert browser.submit("/ask", **{**ASK, "body": body}).status_code == 302


def test_it_is_asked_about_in_german(site):
    answer = site.browser("de").submit("/ask", **ASK)
    assert f"Das sieht nach einer Telefonnummer aus: „{PHONE}“" in answer.text
    assert "Herausnehmen" in answer.text
