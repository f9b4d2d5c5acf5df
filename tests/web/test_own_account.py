"""Looking after one's own account in a browser, founding the place, and the pace at which one may try."""

import re

import pytest

from community.commands.founding import offer_founding
from community.model.members import Member
from community.web.limits import limiter
from community.work import unit_of_work
from tests.web.visitors import OTHER, PASSWORD, Visitor


def test_settings_are_for_members(visitor):
    assert visitor.get("/account/settings").location == "/account/login?next=/account/settings"
    login = visitor.get("/account/login").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', login)[1]
    sent = visitor.client.post(
        "/account/settings", data={"csrf_token": token, "language": "de"}, base_url="http://127.0.0.1:8000"
    )
    assert sent.location == "/account/login?next="


@pytest.mark.parametrize("region", ["x" * 61, "www.kiel", "kiel.de", "a@b", "//x", "<b>"])
def test_a_region_is_a_place_and_no_address(visitor, region):
    visitor.sign_in()
    wrong = visitor.send("/account/settings", part="profile", region=region)
    assert wrong.status_code == 422
    assert 'id="region-error"' in wrong.text


def test_time_zones_are_named_by_their_cities(visitor):
    visitor.sign_in()
    page = visitor.get("/account/settings/display").text
    assert '<optgroup label="Europe">' in page
    assert '<option value="Europe/Vienna">Vienna</option>' in page
    assert visitor.get("/account/settings/none").status_code == 404


def test_a_member_changes_profile_and_name(visitor, cast):
    visitor.sign_in()
    profile = {"part": "profile", "about": "Ich frage gern", "region": " St. Pauli "}
    assert visitor.send("/account/settings", **profile).status_code == 302
    display = {"part": "display", "language": "de", "time_zone": "Europe/Vienna", "theme": "dark"}
    assert visitor.send("/account/settings", **display).location == "/account/settings/display"
    assert visitor.send("/account/settings", part="name", name="Mara M").status_code == 302
    cast.session.rollback()
    member = cast.session.get_one(Member, cast.ids["Mara"])
    assert (member.about, member.region) == ("Ich frage gern", "St. Pauli")
    assert (member.language, member.timezone, member.theme) == ("de", "Europe/Vienna", "dark")
    assert cast.mara.name == "Mara M"
    page = visitor.get("/account/settings").text
    assert "Ich frage gern" in page
    assert visitor.client.get_cookie("language", "127.0.0.1").value == "de"
    assert visitor.client.get_cookie("theme", "127.0.0.1").value == "dark"
    wrong = visitor.send("/account/settings", part="name", name="Jana")
    assert wrong.status_code == 422
    assert 'id="name-error"' in wrong.text


def test_extra_fields_change_nothing(visitor, cast):
    visitor.sign_in()
    extra = {"role": "administrator", "id": "1", "email": "x@example.org", "theme": "dark", "member_id": "1"}
    for part in ("profile", "none of ours"):
        visitor.send("/account/settings", part=part, about="x", **extra)
    cast.session.rollback()
    member = cast.session.get_one(Member, cast.ids["Mara"])
    assert (member.role.value, member.email, member.theme) == ("customer", "mara@example.org", None)


def test_the_team_has_no_words_about_itself(visitor):
    visitor.sign_in("jana@example.org")
    page = visitor.get("/account/settings").text
    assert 'name="about"' not in page
    assert 'name="name"' not in page
    for said in ({"about": "Beste"}, {"region": "Kiel"}):
        assert (
            visitor.send(
                "/account/settings", form="/account/settings/email", part="profile", **said
            ).status_code
            == 422
        )


def test_an_unconfirmed_member_can_have_the_link_again(visitor, cast):
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, cast.ids["Mara"]).email_confirmed_at = None
    visitor.sign_in()
    assert 'value="confirmation"' in visitor.get("/account/settings/email").text
    assert visitor.send("/account/settings", part="confirmation").status_code == 302


def test_a_new_password_keeps_this_browser_in_and_puts_others_out(app, visitor):
    elsewhere = Visitor(app)
    elsewhere.sign_in()
    visitor.sign_in()
    wrong = visitor.send("/account/settings", part="password", current_password=OTHER, new_password=OTHER)
    assert wrong.status_code == 422
    assert 'id="current_password-error"' in wrong.text
    visitor.send("/account/settings", part="password", current_password=PASSWORD, new_password=OTHER)
    assert visitor.is_in()
    assert not elsewhere.is_in()


def test_the_place_is_founded_in_the_browser_once(visitor, cast):
    with unit_of_work(cast.session) as work:
        secret = offer_founding(work)
    form = {
        "site_name": "Fördenetz hilft",
        "language": "de",
        "name": "Gründerin",
        "email": "gr@example.org",
        "password": PASSWORD,
        "boards": "Vertrag – Rechnung\r\nIdeen",
    }
    path = f"/account/found/{secret}"
    wrong = visitor.send(path, **{**form, "password": "kurz", "name": "x", "email": "gr", "site_name": ""})
    assert wrong.status_code == 422
    for field in ("site_name", "name", "email", "password"):
        assert f'id="{field}-error"' in wrong.text
    assert "Vertrag – Rechnung" in wrong.text
    assert visitor.send(path, **form).location == "/admin/"
    assert visitor.is_in()
    assert "Fördenetz hilft" in visitor.get("/").text
    assert visitor.get(path).status_code == 410


def test_guessing_is_slowed_down(app, visitor):
    limiter.enabled = True
    limiter.reset()
    answers = [visitor.sign_in(password="falsches Wort") for _ in range(12)]
    limiter.reset()
    codes = [answer.status_code for answer in answers]
    assert codes[:10] == [422] * 10
    assert codes[10:] == [429] * 2
    # It says when again, to people and to programs.
    assert "It works again in a minute." in answers[-1].text
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_nobody_fills_a_mailbox_from_many_addresses(app, visitor):
    limiter.enabled = True
    limiter.reset()
    codes = [visitor.send("/account/reset", email="Mara@example.org").status_code for _ in range(7)]
    other = visitor.send("/account/reset", email="holger@example.org").status_code
    limiter.reset()
    assert codes == [200] * 6 + [429]
    assert other == 200
