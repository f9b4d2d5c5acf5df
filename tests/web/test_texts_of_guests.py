"""What guests write: kept on the server for their browser alone while they type, until they sign in and send it."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from community import clock
from community.commands.saved_texts import LONGEST
from community.effects.sweeping import sweep
from community.model.records import Composition
from community.model.saved_texts import SavedText
from tests.stories import asked
from tests.web.test_input import count
from tests.web.test_saved_texts import THREAD, text_of

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

WRITTEN = {"place": "ask", "title": "Kein Netz im Keller", "body": "Seit gestern.", "board": "internet"}


def typing(site, **changed):
    """Return the browser of a guest who has the form open and stopped typing for a moment."""
    browser = site.browser()
    answer = browser.post("/saved-texts", "/ask", **{**WRITTEN, **changed})
    assert answer.json["said"].startswith("Draft saved at "), answer.text
    return browser


def sign_in(site, browser):
    """Sign the guest in as Rolf."""
    site.signed_in("Rolf")
    assert browser.sign_in("Rolf").status_code == 302


def kept(site):
    """Return the texts that are kept for guests."""
    site.cast.session.rollback()
    rows = site.cast.session.scalars(select(Composition)).all()
    return [row.fields["fields"].get("body", [""])[0] for row in rows]


def test_a_question_is_kept_for_the_browser_it_is_typed_in(site):
    browser = typing(site)
    page = browser.get("/ask").text
    assert (text_of(page, "title"), text_of(page)) == ("Kein Netz im Keller", "Seit gestern.")
    assert 'value="internet" checked' in page
    assert "Draft saved at" in page
    assert text_of(site.browser().get("/ask").text, "title") == ""
    assert text_of(site.signed_in("Rolf").get("/ask").text, "title") == ""
    browser.post("/saved-texts", "/ask", **{**WRITTEN, "body": "Seit gestern Abend."})
    assert kept(site) == ["Seit gestern Abend."]


def test_the_secret_of_a_text_is_in_no_table(site):
    browser = typing(site)
    with browser.client.session_transaction(base_url=site.base_url) as session:
        secret = session["composition"]
    site.cast.session.rollback()
    row = site.cast.session.scalars(select(Composition)).one()
    assert secret not in repr((row.token_hash, row.fields))


def test_it_is_still_there_after_signing_in_and_gone_once_sent(site):
    browser = typing(site)
    sign_in(site, browser)
    page = browser.get("/ask").text
    assert (text_of(page, "title"), text_of(page)) == ("Kein Netz im Keller", "Seit gestern.")
    assert browser.submit("/ask", title=WRITTEN["title"], board="internet", step="publish").status_code == 302
    assert text_of(browser.get("/ask").text, "title") == ""
    assert kept(site) == []


def test_sending_before_signing_in_keeps_the_last_words_in_place_of_the_earlier(site):
    browser = typing(site)
    answer = browser.submit("/ask", body="Seit gestern, mit Fehler 73.", board="internet", step="publish")
    assert answer.location.startswith("/account/login")
    assert kept(site) == ["Seit gestern, mit Fehler 73."]
    sign_in(site, browser)
    assert text_of(browser.get("/ask").text) == "Seit gestern, mit Fehler 73."


def test_it_is_still_there_after_registering_and_confirming_the_address(site):
    browser = typing(site)
    given = {"name": "Karla", "email": "karla@example.org", "password": "ein ganzer Satz"}
    assert browser.submit("/account/register", **given).status_code == 200
    site.follow()
    letter = site.effects.letterbox.messages[-1].get_body(("plain",)).get_content()
    link = next(word for word in letter.split() if "/account/confirm/" in word)
    path = link.removeprefix(site.base_url)
    assert browser.submit(path).location == "/account/login?next=/ask"
    browser.submit("/account/login?next=/ask", "/account/login", **given)
    assert text_of(browser.get("/ask").text) == "Seit gestern."


def test_who_signed_in_goes_on_writing_and_never_meets_the_older_words_again(site):
    browser = typing(site)
    sign_in(site, browser)
    browser.post("/saved-texts", "/ask", **{**WRITTEN, "body": "Seit gestern, nur oben."})
    assert text_of(browser.get("/ask").text) == "Seit gestern, nur oben."
    assert kept(site) == []
    browser.post("/saved-texts", "/ask", place="ask", title="", body="")
    assert text_of(browser.get("/ask").text) == ""


def test_what_is_written_elsewhere_leaves_the_question_alone(site):
    asked(site.cast)
    browser = typing(site)
    sign_in(site, browser)
    browser.post("/saved-texts", THREAD, place="reply:1", body="Bei mir auch.")
    assert text_of(browser.get("/ask").text) == "Seit gestern."
    assert text_of(browser.get(THREAD).text) == "Bei mir auch."


@pytest.mark.parametrize("emptied", [{"title": " ", "body": ""}, None])
def test_it_is_thrown_away(site, emptied):
    browser = typing(site)
    if emptied is None:
        assert browser.post("/saved-texts/removal", "/ask", place="ask").location == "/ask"
    else:
        assert browser.post("/saved-texts", "/ask", **{**WRITTEN, **emptied}).json == {"said": ""}
    assert kept(site) == []
    assert text_of(browser.get("/ask").text, "title") == ""


def test_who_only_reads_or_opens_the_form_has_nothing_kept(site):
    asked(site.cast)
    browser = site.browser()
    for path in ("/", THREAD):
        assert "Set-Cookie" not in browser.get(path).headers
    browser.get("/ask")
    with browser.client.session_transaction(base_url=site.base_url) as session:
        assert "composition" not in session
    assert kept(site) == []


@pytest.mark.parametrize("place", ["reply:1", "edit:1", "answer:1", "draft:1", "open", "elsewhere"])
def test_forms_that_guests_are_not_shown_keep_nothing_of_theirs(site, place):
    asked(site.cast)
    assert site.browser().post("/saved-texts", "/ask", place=place, body="Getippt.").status_code == 401
    assert kept(site) == []
    assert count(site.cast, SavedText) == 0


@pytest.mark.parametrize("token", [{}, {"csrf_token": ""}, {"csrf_token": "another"}])
def test_another_site_plants_no_question(site, token):
    browser = typing(site)
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-origin"}):
        data = {**WRITTEN, "body": "Gepflanzt.", **token}
        assert browser.open("/saved-texts", method="POST", data=data, headers=headers).status_code == 400
    assert kept(site) == ["Seit gestern."]


def test_one_address_begins_so_many_texts_and_goes_on_with_each(site):
    asked(site.cast)
    crowd = [site.browser() for _ in range(31)]
    for browser in crowd:
        browser.given = crowd[0].given
    answers = [browser.post("/saved-texts", "/ask", **WRITTEN) for browser in crowd]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert len(kept(site)) == 30
    assert crowd[0].post("/saved-texts", "/ask", **{**WRITTEN, "body": "Weiter."}).status_code == 200
    # Who sends the form all the same gets their text back, and may send it again.
    for action in ("/ask", "/threads/1/posts"):
        refused = crowd[-1].post(action, "/ask", **WRITTEN, step="publish")
        assert refused.status_code == 429
        assert text_of(refused.text) == "Seit gestern."
    assert len(kept(site)) == 30


def test_no_more_is_kept_than_could_be_published(site):
    typing(site, body="x" * (2 * LONGEST), other="y" * 1000)
    site.cast.session.rollback()
    fields = site.cast.session.scalars(select(Composition)).one().fields["fields"]
    assert len(fields["body"][0]) == LONGEST
    assert set(fields) == {"title", "body", "board"}


def test_it_waits_for_a_week_after_the_last_words(site):
    typing(site, body="Alt.")
    long_ago = clock.now() - dt.timedelta(days=7, minutes=1)
    site.cast.do(lambda work, _: work.session.execute(update(Composition).values(created_at=long_ago)), None)
    browser = typing(site, body="Neu.")
    again = clock.now() - dt.timedelta(days=6)
    site.cast.do(
        lambda work, _: work.session.execute(
            update(Composition).where(Composition.created_at > long_ago).values(created_at=again)
        ),
        None,
    )
    browser.post("/saved-texts", "/ask", **WRITTEN)
    sweep(site.effects.sessions)
    assert kept(site) == ["Seit gestern."]
