"""What administrators are reminded of, what was left undone, and a log that people can read."""

import re

from sqlalchemy import select

from community.commands.invitations import invite
from community.commands.site import change_setting
from community.commands.standing import suspend
from community.commands.teams import change_site
from community.mail.mailer import Undeliverable
from community.model.records import OutboxRow
from tests.integration.accounts import code_of
from tests.stories import asked, replied


def give_up(site):
    """Mara is answered, and the mail server refuses for good; return the fact."""
    thread = asked(site.cast)
    site.follow()
    replied(site.cast, thread)
    site.effects.letterbox.error = Undeliverable("the recipient was refused", final=True)
    site.follow()
    site.effects.letterbox.error = None
    site.effects.letterbox.messages.clear()
    site.cast.session.rollback()
    found = site.cast.session.scalars(select(OutboxRow.id).where(OutboxRow.dead_at.is_not(None))).all()
    site.cast.session.rollback()
    return found[-1]


def test_missing_pages_are_asked_for_until_they_are_written(site):
    ada = site.signed_in("Ada")
    assert "Imprint and privacy are missing" in ada.get("/admin/").text
    site.cast.do(change_setting, site.cast.ada, "imprint", "Fördenetz, Kiel")
    assert "The privacy page is missing" in ada.get("/admin/").text
    site.cast.do(change_setting, site.cast.ada, "privacy", "We keep little.")
    assert "missing" not in ada.get("/admin/").text


def test_a_place_that_outgrew_its_search_is_told_to_move(site, cast, monkeypatch):
    for number in range(2):
        asked(cast, title=f"Frage {number}")
    hint = "move to PostgreSQL with db move"
    page = site.signed_in("Ada").get("/admin/")
    assert hint not in page.text
    monkeypatch.setattr("community.queries.health.MOST_FOR_WHOOSH", 1)
    on_whoosh = site.app.extensions["settings"].search_url == "whoosh:"
    assert (hint in site.signed_in("Ada").get("/admin/").text) == on_whoosh


def test_what_was_left_undone_is_tried_again(site):
    ada = site.signed_in("Ada")
    assert "Everything was followed." in ada.get("/admin/dead-letters").text
    fact = give_up(site)
    assert "left undone" in ada.get("/admin/").text
    page = ada.get("/admin/dead-letters").text
    assert "mailing: Undeliverable" in page
    assert "mara@example.org" not in page
    assert ada.post(f"/admin/dead-letters/{fact}").status_code == 302
    site.follow()
    assert [str(mail["To"]) for mail in site.effects.letterbox.messages] == ["mara@example.org"]
    assert ada.post(f"/admin/dead-letters/{fact}").status_code == 404
    assert "Everything was followed." in ada.get("/admin/dead-letters").text


def test_the_log_says_what_happened_in_words(site):
    ada = site.signed_in("Ada")
    ada.headers["Accept-Language"] = "de"
    site.cast.do(change_setting, site.cast.ada, "claim", "Neu")
    page = ada.get("/admin/audit").text
    assert "hat eine Einstellung geändert" in page


def test_a_profile_says_where_somebody_is_at_home(site):
    mara = site.signed_in("Mara")
    mara.post("/account/settings", part="profile", region="Altenholz", about="")
    assert "Altenholz" in site.browser().get("/members/mara").text
    team = site.browser().get("/members/jana").text
    assert "Team Kiel" in team
    # The badge has said it already.
    assert "Site Team Kiel" not in team
    assert "Altenholz" not in team
    site.cast.do(change_site, site.cast.ada, 1, name="Kiel am Kai", timezone="Europe/Berlin")
    assert "Site Kiel am Kai" in site.browser().get("/members/jana").text


def test_news_are_sorted_by_kind(site):
    svea = site.signed_in("Svea")
    for kind, title in (("announcement", "Maintenance tonight"), ("article", "How to measure")):
        sent = svea.post("/desk/threads/new", kind=kind, board="solo", title=title, body="Words.")
        assert sent.status_code == 302
    for kind, here, away in (
        ("announcement", "Maintenance", "measure"),
        ("article", "measure", "Maintenance"),
    ):
        page = site.browser().get(f"/news?kind={kind}").text
        assert here in page
        assert away not in page
    assert "measure" in site.browser().get("/news?kind=none").text


def test_an_invitation_can_be_made_again_until_it_was_followed(site, turning_clock):
    ada = site.signed_in("Ada")
    added = ada.post("/admin/people/new", new_name="Karla", new_email="karla@example.org", new_role="staff")
    first = re.search(r'value="http://127.0.0.1:8000(/account/reset/[^"]+)"', added.text)[1]
    person = re.search(r'action="/admin/people/link">.*?name="member_id" value="(\d+)"', added.text, re.S)[1]
    again = ada.post("/admin/people/link", member_id=person)
    second = re.search(r'value="http://127.0.0.1:8000(/account/reset/[^"]+)"', again.text)[1]
    karla = site.browser()
    assert karla.get(first).status_code == 410
    # Over a weekend: nobody waits for an invitation as for a new password.
    turning_clock.pass_by(days=2)
    assert karla.submit(second, password="ein ganzer Satz").status_code == 302
    signed_in = karla.submit("/account/login", email="karla@example.org", password="ein ganzer Satz")
    assert signed_in.headers["Location"] == "/desk/"
    assert ada.post("/admin/people/link", member_id=person).status_code == 409
    assert "/admin/people/link" not in ada.get("/admin/people").text


def test_nobody_is_invited_into_an_account_that_is_used_or_suspended(site):
    site.signed_in("Mara")
    cast = site.cast
    assert code_of(cast.do, invite, cast.ada, cast.ids["Mara"]) == "has_password"
    cast.do(suspend, cast.ada, cast.ids["Mara"], "Spam")
    assert code_of(cast.do, invite, cast.ada, cast.ids["Mara"]) == "member_suspended"
    assert code_of(cast.do, invite, cast.jana, cast.ids["Holger"]) == "not_allowed"
