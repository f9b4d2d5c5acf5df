"""Sessions, addresses and mails in one's own hands, as a browser and a mail program see them."""

import re

import pytest
from sqlalchemy import select

from community.commands.sessions import end_other_sessions, end_session
from community.mail.stopping import read_stop, stop_token
from community.model.account_changes import MailKind, MutedThread, UnwantedMail
from community.policy.actors import GUEST
from community.queries.mail_wishes import wants_mail
from tests.integration.accounts import code_of
from tests.stories import asked, replied

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
KEY = "k" * 40


def rows(site, kind):
    site.cast.session.rollback()
    return site.cast.session.scalars(select(kind)).all()


def stop_address(message):
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return re.fullmatch(r"<https://hilfe.example(/account/stop/\S+)>", message["List-Unsubscribe"])[1]


def hears(site):
    """Holger answers Mara's question; return thread, and the mail that tells her."""
    thread = asked(site.cast)
    site.follow()
    site.effects.letterbox.messages.clear()
    replied(site.cast, thread)
    site.follow()
    return thread, site.effects.letterbox.messages


def test_sessions_are_listed_and_ended(site):
    here, there = site.signed_in("Mara"), site.browser()
    there.headers["User-Agent"] = FIREFOX
    there.sign_in("Mara")
    page = here.get("/account/settings/sessions").text
    assert "Firefox on Linux" in page
    assert page.count("This device") == 1
    ended = here.post(
        "/account/settings", part="session", session=re.search(r'name="session" value="(\w+)"', page)[1]
    )
    assert ended.status_code == 302
    assert there.get("/account/settings").status_code == 302
    assert here.get("/account/settings").status_code == 200


def test_all_other_sessions_end_at_once(site):
    here, there, holger = site.signed_in("Mara"), site.signed_in("Mara"), site.signed_in("Holger")
    assert here.post("/account/settings", part="sessions").status_code == 302
    assert there.get("/account/settings").status_code == 302
    assert here.get("/account/settings").status_code == 200
    assert holger.get("/account/settings").status_code == 200


def test_nobody_ends_another_members_session(site):
    mara, holger = site.signed_in("Mara"), site.signed_in("Holger")
    site.signed_in("Mara")
    ref = re.search(r'name="session" value="(\w+)"', mara.get("/account/settings/sessions").text)[1]
    for wanted in (ref, ref[:4], "", "%", "_" * 16):
        holger.post("/account/settings", part="session", session=wanted)
    assert 'name="session"' in mara.get("/account/settings/sessions").text
    assert code_of(site.cast.do, end_session, GUEST, ref) == "sign_in"
    assert code_of(site.cast.do, end_other_sessions, GUEST, "x") == "sign_in"


def test_a_mail_says_how_to_stop_it_and_one_click_does(site):
    thread, mails = hears(site)
    assert [str(mail["To"]) for mail in mails] == ["mara@example.org"]
    address = stop_address(mails[0])
    assert address in mails[0].get_body(("plain",)).get_content()
    assert address in mails[0].get_body(("html",)).get_content()
    stranger = site.browser()
    assert stranger.get(address).status_code == 200
    assert rows(site, MutedThread) == []
    sent = stranger.open(address, method="POST", data={"List-Unsubscribe": "One-Click"})
    assert sent.status_code == 200
    assert "Set-Cookie" not in sent.headers
    assert [(row.member_id, row.thread_id) for row in rows(site, MutedThread)] == [
        (site.cast.ids["Mara"], thread)
    ]
    mails.clear()
    replied(site.cast, thread)
    site.follow()
    assert mails == []
    stranger.open(address, method="POST", data={"List-Unsubscribe": "One-Click"})
    assert len(rows(site, MutedThread)) == 1


def test_the_page_of_the_link_stops_every_mail(site):
    _, mails = hears(site)
    page = site.browser()
    assert page.open(stop_address(mails[0]), method="POST", data={"what": "all"}).status_code == 200
    assert {row.kind for row in rows(site, UnwantedMail)} == set(MailKind)
    mails.clear()
    hears(site)
    assert mails == []
    settings = site.signed_in("Mara")
    assert settings.get("/account/settings/mails").text.count('value="never" checked') == len(MailKind)
    settings.post("/account/settings", part="mails", mail_solutions="never", mail_replies="now")
    assert [row.kind for row in rows(site, UnwantedMail)] == [MailKind.solutions]


FORGING = (lambda token: "x" + token, lambda token: token[:-1], lambda _: "", lambda _: "1-0-")


@pytest.mark.parametrize("change", FORGING)
def test_a_forged_link_stops_nothing(site, change):
    forged = change(stop_token(KEY, site.cast.ids["Mara"], None))
    browser = site.browser()
    for method in ("GET", "POST"):
        assert browser.open(f"/account/stop/{forged}", method=method).status_code in (404, 410)
    assert rows(site, UnwantedMail) == []


def test_a_link_is_signed_for_one_member_and_thread():
    token = stop_token(KEY, 7, 9)
    found = read_stop(KEY, token)
    assert (found.member_id, found.thread_id) == (7, 9)
    assert read_stop(KEY, token.replace("7-", "8-", 1)) is None
    assert read_stop("another", token) is None
    assert read_stop(KEY, stop_token(KEY, 7, None)).thread_id is None


def test_links_of_members_and_threads_that_are_gone_stop_nothing(site):
    for member_id, thread_id in ((999_999, None), (site.cast.ids["Mara"], 999_999)):
        token = stop_token(KEY, member_id, thread_id)
        assert site.browser().open(f"/account/stop/{token}", method="POST").status_code == 200
    assert rows(site, UnwantedMail) == rows(site, MutedThread) == []


def test_what_moderation_did_everybody_is_told(site):
    site.browser().open(f"/account/stop/{stop_token(KEY, site.cast.ids['Mara'], None)}", method="POST")
    mara = site.cast.ids["Mara"]
    assert not wants_mail(site.cast.session, mara, "reply", None)
    assert wants_mail(site.cast.session, mara, "hidden", None)


def test_an_address_is_changed_in_the_browser(site):
    mara = site.signed_in("Mara")
    wrong = mara.post("/account/settings", part="email", email="mara", current_password="falsch")
    assert wrong.status_code == 422
    for field in ("email", "current_password"):
        assert f'id="{field}-error"' in wrong.text
    sent = mara.post(
        "/account/settings", part="email", email="neu@example.org", current_password="ein ganzer Satz"
    )
    assert sent.location == "/account/settings/email"
    assert "neu@example.org" in mara.get("/account/settings/email").text
    site.follow()
    links = [
        re.search(r"/account/email/\S+", mail.get_body(("plain",)).get_content())[0]
        for mail in site.effects.letterbox.messages
    ]
    assert len(links) == 2
    for link in links:
        assert mara.get(link).status_code == 200
    assert mara.submit(links[0]).status_code == 200
    assert mara.get(links[0]).status_code == 410
    assert mara.submit(links[1]).location == "/account/settings/email"
    assert "Mails go to neu@example.org." in mara.get("/account/settings/email").text
    assert mara.post("/account/email/none").status_code == 410
