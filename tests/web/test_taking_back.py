"""A fresh question can be undone for a minute: it is withdrawn, its words lie in the form, and nobody heard of it."""

import pytest

from community.commands.site import change_setting
from community.model.obligations import ClosedBy, Obligation
from community.model.threads import Thread
from tests.effects import outbox
from tests.stories import replied
from tests.web.sites import forms
from tests.web.test_saved_texts import saved, text_of

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

QUESTION = {"title": "Seit heute kein Netz", "body": "Nichts geht, @Holger weiß es.", "board": "internet"}


def publish(site, name="Mara", **words):
    """Let somebody ask with the form; return their browser and the address of the thread."""
    browser = site.signed_in(name)
    answer = browser.post("/ask", "/ask", **{**QUESTION, **words})
    return browser, browser.get(answer.location).location


def test_a_question_is_undone_and_its_text_lies_in_the_form(site):
    browser, address = publish(site)
    assert "/taking-back" in browser.get(address).text
    answer = browser.submit(address, "/threads/1/taking-back")
    assert (answer.status_code, answer.location) == (302, "/ask")
    page = browser.get("/ask").text
    assert text_of(page) == QUESTION["body"]
    assert text_of(page, "title") == QUESTION["title"]
    assert text_of(page, "board") == "internet"
    assert site.browser().get(address).status_code == 404
    row = site.cast.session.query(Obligation).one()
    assert (row.closed_by, row.closed_by_member_id) == (ClosedBy.withdrawn, site.cast.ids["Mara"])
    site.cast.session.rollback()
    again = browser.submit("/ask")
    assert again.status_code == 302
    assert saved(site) == []


def test_nobody_hears_of_what_was_taken_back(site, turning_clock):
    browser, address = publish(site)
    site.follow()
    assert site.effects.told("Holger") == []
    browser.submit(address, "/threads/1/taking-back")
    turning_clock.pass_by(minutes=2)
    site.follow()
    assert site.effects.told("Holger") == []


def test_only_for_a_minute_only_unanswered_and_only_by_the_asker(site, turning_clock):
    browser, address = publish(site)
    assert "/taking-back" not in site.signed_in("Rolf").get(address).text
    assert site.signed_in("Rolf").post("/threads/1/taking-back").status_code == 403
    post = replied(site.cast, 1)
    assert post
    assert "/taking-back" not in browser.get(address).text
    assert browser.post("/threads/1/taking-back").status_code == 409
    browser, address = publish(site, title="Noch eine Frage")
    turning_clock.pass_by(seconds=61)
    assert "/taking-back" not in browser.get(address).text
    assert browser.post("/threads/2/taking-back").status_code == 409
    assert site.browser().get(address).status_code == 200


def test_who_is_named_hears_of_it_after_the_minute_and_once(site, turning_clock):
    publish(site)
    site.follow()
    assert site.effects.told("Holger") == []
    waiting = [row for row in outbox(site.cast) if row.event == "ThreadStands"]
    assert [row.done_at for row in waiting] == [None]
    turning_clock.pass_by(seconds=61)
    site.follow()
    site.follow()
    assert site.effects.told("Holger") == [("mention", 1)]
    page = site.signed_in("Holger").get("/notifications").text
    assert "Mara has mentioned you" in page


@pytest.mark.parametrize(
    ("named", "filed"), [("", "internet"), ("several", "several"), ("staff", "internet")]
)
def test_who_does_not_know_the_area_is_told_where_the_question_is(site, named, filed):
    site.cast.do(change_setting, site.cast.ada, "catch_all_board", named)
    browser, address = publish(site, board="unknown")
    thread = site.cast.session.get(Thread, 1)
    assert thread.board_unknown
    site.cast.session.rollback()
    page = browser.get(address).text
    assert "You did not know the area" in page
    assert f'href="/boards/{filed}"' in page
    assert "You did not know the area" not in site.browser().get(address).text
    desk = site.signed_in("Jana")
    assert "Area unclear" in desk.get("/desk/").text
    assert "Area unclear" in desk.get("/desk/threads/1").text
    assert "Area unclear" not in site.browser().get(address).text


def test_on_an_own_thread_without_answers_one_adds_something(site):
    browser, address = publish(site)
    page = browser.get(address).text
    assert "Add something" in page
    assert "Just a thank-you" not in page
    assert browser.submit(address, "/threads/1/posts", body="Noch ein Wort.").status_code == 302
    replied(site.cast, 1)
    page = browser.get(address).text
    assert "Add something" not in page
    need = [value for form in forms(page) for field, value in form.fields if field == "need"]
    assert need == ["help"]


def test_the_summary_says_whether_something_is_missing_or_wrong(site):
    browser = site.signed_in("Mara")
    assert "Something is missing" in browser.post("/ask", "/ask", **{**QUESTION, "body": ""}).text
    wrong = browser.post("/ask", "/ask", **{**QUESTION, "title": "Hm"}).text
    assert "Something is missing" not in wrong
    assert "This does not fit yet" in wrong


def test_that_helped_ends_the_draft(site):
    browser = site.signed_in("Mara")
    browser.post("/saved-texts", place="ask", title="Halb fertig")
    answer = browser.post("/ask", "/ask", title="Halb fertig", step="helped")
    assert (answer.status_code, answer.location) == (302, "/")
    assert saved(site) == []
