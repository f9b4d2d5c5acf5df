"""Coming in and going out in a browser: signing in, registering, forgotten passwords, and nothing told to strangers."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from community.commands.standing import suspend
from community.model.members import Member, Participant
from community.model.sign_ins import Purpose, SignIn
from community.work import unit_of_work
from tests.web.visitors import OTHER, PASSWORD, Visitor, link, without_tokens


def test_signing_in_and_out(visitor, cast):
    answer = visitor.sign_in(next="/boards")
    assert (answer.status_code, answer.location) == (302, "/boards")
    assert visitor.is_in()
    visitor.send("/account/logout", form="/account/settings")
    assert not visitor.is_in()
    cast.session.rollback()
    assert cast.session.scalars(select(SignIn)).all() == []


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_signing_in_leads_nowhere_else(visitor, target):
    assert visitor.sign_in(next=target).location == "/"


def test_who_is_in_is_not_asked_again(visitor):
    visitor.sign_in()
    for page in ("login", "register"):
        assert visitor.get(f"/account/{page}?next=/boards").location == "/boards"
        assert visitor.get(f"/account/{page}?next=//evil.example").location == "/"


def test_strangers_and_wrong_passwords_get_the_same_page(visitor):
    answers = [
        visitor.sign_in(email="mara@example.org", password="falsches Wort"),
        visitor.sign_in(email="rara@example.org", password="falsches Wort"),
    ]
    assert {answer.status_code for answer in answers} == {422}
    pages = [without_tokens(answer.text).replace("rara@", "mara@") for answer in answers]
    assert pages[0] == pages[1]
    assert 'value="mara@example.org"' in answers[0].text
    assert "falsches Wort" not in answers[0].text


def test_signing_in_once_more_ends_the_session_before(app, visitor, cast):
    visitor.sign_in()
    page = visitor.get("/account/settings").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    fields = {"csrf_token": token, "email": "jana@example.org", "password": PASSWORD}
    visitor.client.post("/account/login", data=fields, base_url="http://127.0.0.1:8000")
    cast.session.rollback()
    assert [row.member_id for row in cast.session.scalars(select(SignIn))] == [cast.ids["Jana"]]


def test_a_suspended_member_is_out_with_the_next_click(visitor, cast):
    visitor.sign_in()
    cast.do(suspend, cast.ada, cast.ids["Mara"], "Spam")
    assert not visitor.is_in()


def test_a_browser_in_use_stays_in_for_sixty_days(visitor, turning_clock):
    visitor.sign_in()
    for _ in range(5):
        turning_clock.pass_by(days=11)
        assert visitor.is_in()
    turning_clock.pass_by(days=6)
    assert not visitor.is_in()


def test_a_use_that_can_not_be_noted_spoils_no_page(visitor, turning_clock, monkeypatch):
    def locked(*_):
        raise OperationalError("UPDATE sign_ins", {}, Exception("database is locked"))

    visitor.sign_in()
    turning_clock.pass_by(hours=2)
    monkeypatch.setattr("community.web.session.note_use", locked)
    assert visitor.is_in()


def test_registering_tells_a_stranger_nothing(visitor, cast):
    people = [
        visitor.send("/account/register", name=name, email=email, password=PASSWORD)
        for name, email in (("Karla", "karla@example.org"), ("Karlo", "mara@example.org"))
    ]
    assert {answer.status_code for answer in people} == {200}
    assert without_tokens(people[0].text) == without_tokens(people[1].text)
    cast.session.rollback()
    names = cast.session.scalars(select(Participant.name).where(Participant.name.like("Karl%"))).all()
    assert names == ["Karla"]
    assert not visitor.is_in()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"name": "Jana"}, "name", "taken"),
        ({"name": "Support"}, "name", "kept for the team"),
        ({"email": "karla"}, "email", "mail address"),
        ({"password": "kurz"}, "password", "ten characters"),
    ],
)
def test_a_form_comes_back_with_what_was_typed_and_what_is_wrong(visitor, fields, field, words):
    typed = {"name": "Karla", "email": "karla@example.org", "password": PASSWORD, **fields}
    answer = visitor.send("/account/register", **typed, next="/boards")
    assert answer.status_code == 422
    shown = re.search(rf'id="{field}-error".*?</p', answer.text, re.S)
    assert shown
    assert words in shown[0]
    assert f'value="{typed["email"]}"' in answer.text
    assert 'value="/boards"' in answer.text
    assert typed["password"] not in answer.text


def test_everything_that_is_wrong_is_said_at_once(visitor):
    answer = visitor.send("/account/register", name="Support", email="karla", password="kurz")
    assert answer.status_code == 422
    for field in ("name", "email", "password"):
        assert f'id="{field}-error"' in answer.text


def test_confirming_takes_a_click_besides_the_link(visitor, cast):
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, cast.ids["Mara"]).email_confirmed_at = None
    secret = link(cast, Purpose.confirm_email, "Mara")
    assert visitor.get(f"/account/confirm/{secret}").status_code == 200
    assert not cast.mara.email_confirmed
    assert visitor.send(f"/account/confirm/{secret}").status_code == 302
    assert cast.mara.email_confirmed
    assert visitor.get(f"/account/confirm/{secret}").status_code == 410


def test_a_dead_link_says_the_same_whatever_it_was(visitor, cast):
    reset = link(cast, Purpose.reset_password, "Mara")
    paths = [
        "/account/confirm/unknown",
        f"/account/confirm/{reset}",
        "/account/reset/unknown",
        "/account/link/unknown",
        f"/account/link/{reset}",
        "/account/found/unknown",
    ]
    pages = [visitor.get(path) for path in paths]
    assert {page.status_code for page in pages} == {410}
    login = visitor.get("/account/login").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', login)[1]
    for path in paths:
        fields = {"csrf_token": token, "password": PASSWORD}
        sent = visitor.client.post(path, data=fields, base_url="http://127.0.0.1:8000")
        assert sent.status_code == 410


def test_asking_for_a_reset_tells_a_stranger_nothing(visitor):
    answers = [
        visitor.send("/account/reset", email=email) for email in ("mara@example.org", "rara@example.org")
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert without_tokens(answers[0].text) == without_tokens(answers[1].text)


def test_a_reset_sets_the_password_and_signs_out_everywhere(app, visitor, cast):
    elsewhere = Visitor(app)
    elsewhere.sign_in()
    secret = link(cast, Purpose.reset_password, "Mara")
    assert visitor.send(f"/account/reset/{secret}", password="kurz").status_code == 422
    assert visitor.send(f"/account/reset/{secret}", password=OTHER).location == "/account/login"
    assert not elsewhere.is_in()
    assert visitor.sign_in(password=PASSWORD).status_code == 422
    assert visitor.sign_in(password=OTHER).status_code == 302
    assert visitor.get(f"/account/reset/{secret}").status_code == 410
