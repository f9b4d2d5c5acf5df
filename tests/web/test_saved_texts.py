"""Texts on their way: kept while they are written, brought back, gone once sent, and through a sign-in in one piece."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from community import clock
from community.commands.sessions import end_sessions
from community.effects.sweeping import sweep
from community.model.posts import Post
from community.model.saved_texts import SavedText
from community.model.sign_ins import SignIn
from tests.stories import asked
from tests.web.sites import forms
from tests.web.test_input import count

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

THREAD = "/threads/1-no-line-since-noon"


def saved(site):
    """Return what is kept: place and text by member."""
    site.cast.session.rollback()
    rows = site.cast.session.scalars(select(SavedText).order_by(SavedText.place)).all()
    return [(row.place, row.fields.get("body", [""])[0]) for row in rows]


def text_of(page, name="body"):
    """Return what stands in the field of a page."""
    found = [value for form in forms(page) for field, value in form.fields if field == name]
    return next((value.strip("\n") for value in found if value.strip()), "")


def test_a_reply_is_kept_brought_back_and_gone_once_sent(site):
    asked(site.cast)
    browser = site.signed_in("Rolf")
    answer = browser.post("/saved-texts", place="reply:1", body="Lang getippt.")
    assert answer.json["said"].startswith("Draft saved at ")
    page = browser.get(THREAD).text
    assert text_of(page) == "Lang getippt."
    assert "Draft saved at" in page
    assert text_of(site.signed_in("Holger").get(THREAD).text) == ""
    sent = browser.submit(THREAD, "/threads/1/posts")
    assert sent.status_code == 302
    assert saved(site) == []
    assert text_of(browser.get(THREAD).text) == ""


def test_a_late_saving_does_not_bring_back_what_was_sent(site):
    asked(site.cast)
    browser = site.signed_in("Rolf")
    given = {"body": "Gesendet.", "submission": "once"}
    browser.post("/threads/1/posts", **given)
    assert browser.post("/saved-texts", place="reply:1", **given).json == {"said": ""}
    assert saved(site) == []


def test_an_emptied_form_is_forgotten(site):
    browser = site.signed_in("Rolf")
    browser.post("/saved-texts", place="ask", title="Halb", body="")
    browser.post("/saved-texts", place="ask", title=" ", body="", board="internet")
    assert saved(site) == []


def test_a_draft_is_discarded(site):
    browser = site.signed_in("Rolf")
    browser.post("/saved-texts", place="ask", title="Halb fertig", body="Getippt.", board="several")
    page = browser.get("/ask?title=Anderes&board=internet").text
    assert (text_of(page, "title"), text_of(page, "board")) == ("Halb fertig", "several")
    gone = browser.post("/saved-texts/removal", place="ask")
    assert (gone.status_code, gone.location) == (302, "/ask")
    assert saved(site) == []


def test_what_the_team_writes_for_everyone_is_kept_until_it_is_handed_in(site):
    browser = site.signed_in("Jana")
    browser.post(
        "/saved-texts", place="open", kind="article", board="internet", title="Störung", body="Seit 12 Uhr."
    )
    page = browser.get("/desk/threads/new").text
    assert (text_of(page, "title"), text_of(page)) == ("Störung", "Seit 12 Uhr.")
    assert (
        browser.submit("/desk/threads/new", "/desk/threads/new", kind="article", board="internet").status_code
        == 302
    )
    assert saved(site) == []


@pytest.mark.parametrize("place", ["", "reply", "reply:0", "reply:x", "ask:1", "//evil.example", "reply:1\n"])
def test_only_places_with_a_form_keep_texts(site, place):
    browser = site.signed_in("Rolf")
    for path in ("/saved-texts", "/saved-texts/removal"):
        assert browser.post(path, place=place, body="Getippt.").status_code == 422
    assert saved(site) == []


def test_secrets_of_a_form_are_not_kept(site):
    browser = site.signed_in("Rolf")
    browser.post("/saved-texts", place="ask", body="Getippt.", current_password="geheim", other="x")
    site.cast.session.rollback()
    assert set(site.cast.session.scalars(select(SavedText)).one().fields) == {"body"}


def test_of_many_texts_the_newest_are_kept(site):
    browser = site.signed_in("Rolf")
    token = browser.token()
    for number in range(1, 53):
        data = {"csrf_token": token, "place": f"reply:{number}", "body": f"Text {number}"}
        assert browser.open("/saved-texts", method="POST", data=data).status_code == 200
    texts = [text for _, text in saved(site)]
    assert len(texts) == 50
    assert "Text 1" not in texts
    assert "Text 52" in texts


def test_texts_nobody_came_back_for_are_swept_after_thirty_days(site):
    browser = site.signed_in("Rolf")
    for place in ("ask", "reply:1"):
        browser.post("/saved-texts", place=place, body="Getippt.")
    long_ago = clock.now() - dt.timedelta(days=31)
    site.cast.do(
        lambda work, _: work.session.execute(
            update(SavedText).where(SavedText.place == "ask").values(updated_at=long_ago)
        ),
        None,
    )
    sweep(site.effects.sessions)
    assert [place for place, _ in saved(site)] == ["reply:1"]


@pytest.mark.parametrize("lost", ["session", "cookie"])
@pytest.mark.parametrize(
    ("name", "page", "action"),
    [
        ("Rolf", THREAD, "/threads/1/posts"),
        ("Mara", "/posts/1/edit", None),
        ("Jana", "/desk/threads/1", "/desk/threads/1/drafts"),
    ],
)
def test_a_text_survives_the_sign_in_and_is_sent_once(site, name, page, action, lost):
    asked(site.cast)
    browser = site.signed_in(name)
    shown = next(form for form in forms(browser.get(page).text) if form.action.endswith(action or page))
    fields = {**dict(shown.fields), "body": "Lang und mühsam getippt."}
    if lost == "session":
        site.cast.do(lambda work, _: end_sessions(work, site.cast.ids[name]), None)
    else:
        browser.client.delete_cookie("zuruf", domain="127.0.0.1")
    answer = browser.open(shown.action, method="POST", data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 302
    assert answer.location.startswith("/account/login?next=")
    back = browser.submit(
        answer.location, "/account/login", email=f"{name.lower()}@example.org", password="ein ganzer Satz"
    )
    place = back.location
    if browser.get(place).status_code == 301:
        place = browser.get(place).location
    assert text_of(browser.get(place).text) == "Lang und mühsam getippt."
    assert browser.submit(place, shown.action).status_code == 302
    assert text_of(browser.get(place).text) != "Lang und mühsam getippt." or "/edit" in place


def test_a_form_of_another_site_plants_no_text(site):
    asked(site.cast)
    for header in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        browser = site.browser()
        answer = browser.open("/threads/1/posts", method="POST", data={"body": "Gepflanzt."}, headers=header)
        assert answer.status_code == 400
        assert "Gepflanzt." not in site.signed_in("Rolf").get(THREAD).text
        browser.sign_in("Rolf")
        assert text_of(browser.get(THREAD).text) == ""


def test_who_is_signed_out_saves_no_reply(site):
    browser = site.browser()
    assert browser.post("/saved-texts", place="reply:1", body="Getippt.").status_code == 401
    assert saved(site) == []
    assert count(site.cast, SignIn) == 0
    assert count(site.cast, Post) == 0
