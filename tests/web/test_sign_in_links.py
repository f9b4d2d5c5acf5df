"""Signing in with a link in a mail: without the password, by a click on its page, and nothing told to strangers."""

import re

import pytest

from community.commands.standing import suspend
from community.model.members import Member
from community.model.sign_ins import Purpose
from community.web.limits import limiter
from community.work import unit_of_work
from tests.web.test_headers import ELSEWHERE
from tests.web.test_saved_texts import text_of
from tests.web.test_texts_of_guests import typing
from tests.web.visitors import PASSWORD, Visitor, link, without_tokens

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

LOGIN, LINK = "/account/login", "/account/link"


def asking(visitor, email="mara@example.org", **fields):
    return visitor.send(LINK, form=LOGIN, email=email, **fields)


def following(visitor, cast, name="Mara"):
    """Open the link of a new mail and press its button."""
    return visitor.send(f"{LINK}/{link(cast, Purpose.sign_in, name)}")


def test_the_form_to_sign_in_has_a_second_way_that_enter_does_not_take(visitor):
    page = visitor.get(f"{LOGIN}?next=/boards").text
    form = re.search(r'<form class="form" id="sign-in".*?</form>', page, re.S)[0]
    assert LINK not in form
    assert form.count('type="submit"') == 1
    button = re.search(r'<button[^>]*form="sign-in"[^>]*>', page)[0]
    assert f'formaction="{LINK}"' in button
    assert "formnovalidate" in button


def test_the_click_signs_in_and_the_link_alone_does_not(visitor, cast):
    secret = link(cast, Purpose.sign_in, "Mara")
    shown = visitor.get(f"{LINK}/{secret}")
    assert shown.status_code == 200
    assert "Mara" not in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert shown.headers["Referrer-Policy"] == "same-origin"
    assert not visitor.is_in()
    assert visitor.send(f"{LINK}/{secret}").location == "/"
    assert visitor.is_in()
    assert visitor.get(f"{LINK}/{secret}").status_code == 410


def test_a_used_link_signs_nobody_else_in(app, visitor, cast):
    secret = link(cast, Purpose.sign_in, "Mara")
    second = Visitor(app)
    visitor.send(f"{LINK}/{secret}")
    answer = second.send(f"{LINK}/{secret}", form=LOGIN)
    assert answer.status_code == 410
    assert "This link does not work any more" in answer.text
    assert not second.is_in()


def test_a_link_is_too_old_after_a_quarter_of_an_hour(visitor, cast, turning_clock):
    secret = link(cast, Purpose.sign_in, "Mara")
    turning_clock.pass_by(minutes=14)
    assert visitor.get(f"{LINK}/{secret}").status_code == 200
    turning_clock.pass_by(minutes=2)
    assert visitor.get(f"{LINK}/{secret}").status_code == 410
    assert visitor.send(f"{LINK}/{secret}", form=LOGIN).status_code == 410
    assert not visitor.is_in()


def test_a_link_of_another_kind_signs_nobody_in_and_this_one_does_nothing_else(visitor, cast):
    for purpose in set(Purpose) - {Purpose.sign_in}:
        secret = link(cast, purpose, "Mara")
        assert visitor.send(f"{LINK}/{secret}", form=LOGIN).status_code == 410
    secret = link(cast, Purpose.sign_in, "Mara")
    for other in ("confirm", "reset", "email", "found"):
        answer = visitor.send(f"/account/{other}/{secret}", form=LOGIN, password="noch ein ganzer Satz")
        assert answer.status_code == 410
    assert not visitor.is_in()
    assert visitor.sign_in(password=PASSWORD).status_code == 302


def test_a_suspended_member_does_not_get_in(visitor, cast):
    secret = link(cast, Purpose.sign_in, "Mara")
    cast.do(suspend, cast.ada, cast.ids["Mara"], "Spam")
    assert visitor.send(f"{LINK}/{secret}", form=LOGIN).status_code == 410
    assert not visitor.is_in()


def test_staff_come_to_their_desk(visitor, cast):
    assert following(visitor, cast, "Jana").location == "/desk/"


def test_whoever_was_in_before_is_out(app, visitor, cast):
    visitor.sign_in()
    copy = Visitor(app)
    kept = visitor.client.get_cookie("zuruf", domain="127.0.0.1").value
    copy.client.set_cookie("zuruf", kept, domain="127.0.0.1")
    assert copy.is_in()
    assert following(visitor, cast, "Jana").status_code == 302
    assert visitor.is_in()
    assert not copy.is_in()


def test_a_link_confirms_the_address_and_says_that_an_earlier_password_is_gone(visitor, cast):
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, cast.ids["Mara"]).email_confirmed_at = None
    following(visitor, cast)
    assert "Your mail address is confirmed. A password chosen before" in visitor.get("/").text
    assert cast.mara.email_confirmed
    following(visitor, cast)
    assert "is confirmed" not in visitor.get("/").text


def test_asking_for_a_link_tells_a_stranger_nothing(visitor):
    answers = [asking(visitor, email, next="/boards") for email in ("mara@example.org", "rara@example.org")]
    assert {answer.status_code for answer in answers} == {200}
    assert without_tokens(answers[0].text) == without_tokens(answers[1].text)
    assert "15 minutes" in answers[0].text
    assert visitor.get(LINK).location == LOGIN


def test_without_an_address_the_form_comes_back(visitor):
    answer = asking(visitor, "mara", password=PASSWORD, next="/boards")
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
    assert 'id="password-error"' not in answer.text
    assert 'value="mara"' in answer.text
    assert 'value="/boards"' in answer.text
    assert PASSWORD not in answer.text


def test_it_goes_on_where_the_browser_that_asked_wanted_to(app, visitor, cast):
    assert "login?next=/boards" in asking(visitor, next="/boards").text
    assert following(Visitor(app), cast).location == "/"
    assert following(visitor, cast).location == "/boards"
    assert following(visitor, cast).location == "/"


def test_a_later_wish_forgets_where_an_earlier_one_wanted_to(visitor, cast):
    asking(visitor, next="/boards")
    asking(visitor)
    assert following(visitor, cast).location == "/"


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_it_leads_nowhere_else(visitor, cast, elsewhere):
    assert "evil" not in asking(visitor, next=elsewhere).text
    assert following(visitor, cast).location == "/"


def test_nobody_fills_a_mailbox_and_a_slip_is_not_counted(app, visitor):
    limiter.enabled = True
    limiter.reset()
    slips = [asking(visitor, "").status_code for _ in range(7)]
    limiter.reset()
    codes = [asking(visitor, "Mara@example.org").status_code for _ in range(7)]
    other = asking(visitor, "holger@example.org").status_code
    limiter.reset()
    assert slips == [422] * 7
    assert codes == [200] * 6 + [429]
    assert other == 200


@pytest.mark.parametrize("path", [LINK, f"{LINK}/made-up"])
def test_trying_is_slowed_down(app, visitor, path):
    limiter.enabled = True
    limiter.reset()
    codes = [visitor.send(path, form=LOGIN, email="").status_code for _ in range(12)]
    limiter.reset()
    assert len(set(codes[:10])) == 1
    assert codes[10:] == [429] * 2


def test_the_mail_brings_a_guest_back_to_the_question_they_wrote(site):
    browser = typing(site)
    assert browser.post(LINK, email="rolf@example.org", next="/ask").status_code == 200
    site.follow()
    (letter,) = site.effects.letterbox.messages
    assert letter["To"] == "rolf@example.org"
    address = next(word for word in letter.get_body(("plain",)).get_content().split() if f"{LINK}/" in word)
    assert browser.submit(address.removeprefix(site.base_url)).location == "/ask"
    assert text_of(browser.get("/ask").text) == "Seit gestern."
    assert browser.get("/account/settings").status_code == 200
