"""Forms: nothing typed is lost, nothing is done twice, and nobody is offered what is not theirs."""

import re

import pytest
from sqlalchemy import select

from community.commands.hidings import hide_post
from community.commands.sessions import end_sessions
from community.commands.standing import set_role
from community.model.members import Member, Participant, Role
from community.model.posts import Post, PostRevision
from community.model.threads import Thread
from tests.stories import answered, asked, replied
from tests.web.sites import forms
from tests.web.test_input import count

sqlite_only = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@sqlite_only
def test_fields_we_did_not_ask_for_change_nothing(site):
    fields = {"name": "Karla", "email": "karla@example.org", "password": "ein ganzer Satz"}
    extra = {
        "role": "administrator",
        "rights": "reader",
        "team": "1",
        "id": "1",
        "email_confirmed_at": "2020-01-01",
    }
    assert site.browser().post("/account/register", "/account/register", **fields, **extra).status_code == 200
    site.cast.session.rollback()
    row = site.cast.session.scalars(select(Member).where(Member.email_key == "karla@example.org")).one()
    assert (row.role, row.team_id, row.email_confirmed_at) == (Role.customer, None, None)
    browser = site.signed_in("Mara")
    browser.post("/account/settings", part="profile", about="Hallo", role="administrator", rights="moderator")
    assert site.cast.mara.role is Role.customer
    assert site.cast.mara.rights == frozenset()
    question = {"title": "Wer bin ich", "body": "Text", "board": "internet"}
    browser.post("/ask", "/ask", **question, by_staff="1", kind="announcement")
    assert site.cast.session.scalars(select(Thread)).all() == []
    site.cast.session.rollback()
    browser.post("/ask", "/ask", **question, by_staff="1", badge="Team Kiel")
    newest = site.cast.session.scalars(select(Thread).order_by(Thread.id.desc())).first()
    assert newest.kind == "question"
    assert newest.last_badge is None


@sqlite_only
@pytest.mark.parametrize(
    "name",
    [
        "Jana",
        "jana",
        "Jаna",
        "J\u200bana",
        "JANA",
        "Ｊana",
        "Jana_",
        "Zuruf",
        "Support",
        "S\u0443stem",
        "Team Kiel",
    ],
)
def test_no_name_looks_like_one_of_ours(site, name):
    before = count(site.cast, Participant)
    given = {"name": name, "email": "karla@example.org", "password": "ein ganzer Satz"}
    assert site.browser().post("/account/register", "/account/register", **given).status_code == 422
    assert count(site.cast, Participant) == before


def test_a_form_sent_twice_answers_with_the_first_address(site):
    browser = site.signed_in("Mara")
    page = browser.get("/ask").text
    key = re.search(r'name="submission" value="([^"]+)"', page)[1]
    words = {"title": "Seit heute kaputt", "body": "Nichts geht.", "board": "internet", "submission": key}
    first, second = browser.post("/ask", **words), browser.post("/ask", **words)
    assert first.status_code == second.status_code == 302
    assert first.location == second.location
    assert count(site.cast, Thread) == 1
    key, address = "k" * 500, "/threads/1/posts"
    first = browser.post(address, body="Noch etwas.", submission=key)
    assert first.location == browser.post(address, body="Noch etwas.", submission=key).location
    assert browser.post(address, body="Etwas anderes.", submission=key + "2").location != first.location
    other = site.signed_in("Rolf").post(address, body="Ich auch.", submission=key)
    assert other.location not in (first.location, second.location)
    assert count(site.cast, Post) == 4


@sqlite_only
def test_an_expired_form_gives_the_text_back_and_no_password(site):
    browser = site.signed_in("Mara")
    asked(site.cast)
    lost = {"csrf_token": "old", "body": "Lang & <b>mühsam</b> getippt.", "current_password": "Geheim-1"}
    answer = browser.open("/threads/1/posts", method="POST", data={**lost, "new_password": "Geheim-2"})
    assert answer.status_code == 400
    assert "Lang &amp; &lt;b&gt;mühsam&lt;/b&gt; getippt." in answer.text
    assert "Geheim" not in answer.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
    again = browser.open("/threads/1/posts", method="POST", data={**lost, "csrf_token": token})
    assert again.status_code == 302


@sqlite_only
def test_who_was_signed_out_while_writing_keeps_the_text(site):
    asked(site.cast)
    browser = site.signed_in("Rolf")
    token = browser.token("/threads/1-no-line-since-noon")
    site.cast.do(lambda work, _: end_sessions(work, site.cast.ids["Rolf"]), None)
    data = {"csrf_token": token, "body": "Lang getippt."}
    answer = browser.open("/threads/1/posts", method="POST", data=data)
    assert (answer.status_code, answer.location) == (302, "/account/login?next=/threads/1")
    assert count(site.cast, Post) == 1
    browser.sign_in("Rolf")
    assert "Lang getippt." in browser.get("/threads/1-no-line-since-noon").text


@sqlite_only
def test_a_refused_text_is_given_back_whatever_the_form(site):
    thread = asked(site.cast)
    jana, moritz, rolf = (site.signed_in(name) for name in ("Jana", "Moritz", "Rolf"))
    note = jana.post(f"/desk/threads/{thread}/notes", body="Lang getippt. " + "x" * 40_000)
    assert note.status_code == 422
    assert "Lang getippt." in note.text
    site.cast.do(hide_post, site.cast.moritz, post_of_question(site.cast, thread), "Darum")
    again = moritz.post(f"/posts/{thread}/hiding", reason="Ausführlich begründet")
    assert again.status_code == 409
    assert "Ausführlich begründet" in again.text
    late = rolf.post(f"/threads/{thread}/posts", body="Während des Tippens verborgen.")
    assert late.status_code == 404
    assert "Während des Tippens verborgen." in late.text
    nowhere = rolf.post("/threads/999/posts", body="Während des Tippens verborgen.")
    assert without_chance(nowhere.text) == without_chance(late.text).replace("/threads/1/", "/threads/999/")


@sqlite_only
def test_an_edit_sent_twice_answers_with_the_first_address(site):
    thread = asked(site.cast)
    browser = site.signed_in("Mara")
    page = f"/posts/{post_of_question(site.cast, thread)}/edit"
    fields = {name: value for name, value in edit_form(browser, page) if name != "csrf_token"}
    fields |= {"body": "Jetzt genauer.", "title": "No line since noon"}
    first, second = browser.post(page, **fields), browser.post(page, **fields)
    assert (first.status_code, first.location) == (second.status_code, second.location) == (302, "/posts/1")
    assert count(site.cast, PostRevision) == 2


@sqlite_only
def test_times_are_told_in_the_zone_that_a_member_chose(site):
    thread = asked(site.cast)
    browser = site.signed_in("Mara")
    address = f"/threads/{thread}-no-line-since-noon"
    here = moments(browser.get(address).text)
    browser.post("/account/settings", part="display", time_zone="Asia/Tokyo")
    assert moments(browser.get(address).text) != here
    assert moments(site.browser().get(address).text) == here


def edit_form(browser, page):
    """Return the fields of the form that saves an edit."""
    return next(form.fields for form in forms(browser.get(page).text) if form.action.endswith("/edit"))


def moments(page):
    """Return the exact moments that a page tells in its tooltips."""
    return re.findall(r'<time datetime="[^"]+" title="([^"]+)"', page)


def without_chance(page):
    """Return a page without its token, which is another each time."""
    return re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", page)


def post_of_question(cast, thread):
    """Return the post that opens a thread."""
    cast.session.rollback()
    return cast.session.scalars(select(Post.id).where(Post.thread_id == thread, Post.number == 1)).one()


@sqlite_only
def test_who_left_the_staff_has_no_hand_in_what_it_said(site):
    cast = site.cast
    thread = asked(cast)
    post = answered(cast, thread, cast.svea)
    cast.do(set_role, None, cast.ids["Svea"], Role.customer)
    browser = site.signed_in("Svea")
    assert browser.get(f"/posts/{post}/edit").status_code == 403
    assert f"/posts/{post}/edit" not in browser.get(f"/threads/{thread}-no-line-since-noon").text
    assert f"/posts/{post}/withdrawal" not in browser.get(f"/threads/{thread}-no-line-since-noon").text


@sqlite_only
def test_a_bell_does_not_ring_for_what_is_hidden(site):
    cast = site.cast
    thread = asked(cast)
    browser = site.signed_in("Mara")
    silent = browser.get("/").text
    post = replied(cast, thread)
    site.follow()
    assert browser.get("/").text != silent
    cast.do(hide_post, cast.moritz, post, "Darum")
    bell = re.compile(r'href="/notifications"[^>]*>.*?</a>', re.DOTALL)
    assert bell.search(browser.get("/").text)[0] == bell.search(silent)[0]
