"""Who asks says whether they want a mail when somebody answers, and is held to nothing they did not tick."""

import re

import pytest

from community.commands.holding import approve_held
from community.commands.mail_wishes import choose_mails
from community.model.account_changes import MailKind, MutedThread
from tests.stories import answered, newest
from tests.web.test_own_mails import rows

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

WORDS = {"title": "Seit heute kaputt", "body": "Nichts geht.", "board": "internet", "step": "publish"}
TICK = re.compile(r'<input type="checkbox" name="mails" value="yes"( checked)?>')


def hears(site, thread):
    """Return who gets a mail when Svea answers."""
    site.follow()
    site.effects.letterbox.messages.clear()
    answered(site.cast, thread)
    site.follow()
    return [str(mail["To"]) for mail in site.effects.letterbox.messages]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"mails_shown": "1", "mails": "yes"}, ["mara@example.org"]),
        ({"mails_shown": "1"}, []),
        # A form that was open before there was a tick.
        ({}, ["mara@example.org"]),
    ],
)
def test_a_mail_goes_to_who_wants_one(site, sent, told):
    browser = site.signed_in("Mara")
    assert browser.post("/ask", "/ask", **WORDS, **sent).location == "/threads/1"
    assert hears(site, 1) == told
    assert "Svea" in browser.get("/notifications").text


def test_the_tick_is_set_and_says_where_to(site):
    page = site.signed_in("Mara").get("/ask").text
    assert TICK.search(page)[1]
    assert "Send a mail to ma…@… when somebody answers" in page
    assert "mara@example.org" not in page
    assert TICK.search(site.browser().get("/ask").text)[1]


def test_who_wants_no_such_mails_is_not_asked(site):
    site.cast.do(choose_mails, site.cast.mara, set(MailKind) - {MailKind.replies})
    assert not TICK.search(site.signed_in("Mara").get("/ask").text)


def test_a_tick_taken_off_stays_off_through_a_preview_and_a_sign_in(site):
    site.signed_in("Mara")
    browser = site.browser()
    page = browser.post("/ask", "/ask", **{**WORDS, "step": "preview"}, mails_shown="1").text
    assert not TICK.search(page)[1]
    browser.post("/ask", "/ask", **WORDS, mails_shown="1")
    browser.sign_in("Mara")
    assert not TICK.search(browser.get("/ask").text)[1]
    assert browser.submit("/ask", **WORDS).location == "/threads/1"
    assert hears(site, 1) == []


@pytest.mark.parametrize("sent", [{"mails_shown": "1"}, {"mails_shown": "1", "mails": "yes"}])
def test_what_was_said_of_a_held_question_holds_once_it_is_published(site, sent):
    site.signed_in("Mara").post("/ask", "/ask", **{**WORDS, "board": "held"}, **sent)
    assert rows(site, MutedThread) == []
    site.cast.do(approve_held, site.cast.ada, 1, newest(site.cast, 1))
    assert hears(site, 1) == (["mara@example.org"] if "mails" in sent else [])
