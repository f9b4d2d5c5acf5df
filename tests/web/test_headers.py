"""Headers, cookies and hosts: what every answer carries, errors too, and what no guest is given."""

import datetime as dt
import re

import pytest

from community import clock
from community.commands.standing import revoke_right, set_role, suspend
from community.model.members import Right, Role
from tests.stories import asked
from tests.web.test_routes import READING, WRITING

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

WITH_FORMS = {
    *("public.ask", "account.login", "account.register", "account.reset_request"),
    *("account.confirm", "account.reset", "account.link", "account.found"),
}
"""Pages whose form begins a session; a guest gets a cookie nowhere else."""


def assert_guarded(answer):
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in (
        "same-origin",
        "strict-origin-when-cross-origin",
        "no-referrer",
    )
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-Id"])
    assert "Cache-Control" in answer.headers


def test_every_answer_is_guarded_and_no_guest_gets_a_cookie(site):
    asked(site.cast)
    site.follow()
    guest = site.browser
    for endpoint, (_, path, _) in READING.items():
        answer = guest().get(path)
        assert_guarded(answer)
        if endpoint not in WITH_FORMS:
            assert "Set-Cookie" not in answer.headers, endpoint
        if endpoint != "assets.file":
            assert "style=" not in answer.text
            assert not re.search(r"<script(?![^>]* src=)", answer.text), endpoint
    for path in ("/nothing", "/threads/999", "/desk/nothing", "/api/v1/nothing", "/boards/%00", "/%ff%fe"):
        answer = guest().get(path)
        assert answer.status_code in (400, 404), path
        assert_guarded(answer)
        assert "Set-Cookie" not in answer.headers, path
    for _, path, _ in WRITING.values():
        assert_guarded(guest().open(path, method="POST"))
        assert_guarded(guest().open(path, method="PATCH"))


def test_what_breaks_is_guarded_as_well_and_says_nothing(site, monkeypatch):
    def broken(*given, **named):
        raise RuntimeError("Geheimnis")

    monkeypatch.setattr("community.web.public.boards.boards_page", broken)
    since = clock.now()
    answer = site.browser().get("/boards")
    assert answer.status_code == 500
    assert_guarded(answer)
    assert "Geheimnis" not in answer.text
    assert '<a class="btn" href="">Try again</a>' in answer.text
    assert_tells_what_to_report(answer, since)


def test_an_error_page_that_breaks_is_a_bare_one(site, monkeypatch):
    monkeypatch.setitem(site.app.extensions, "templates", {})
    since = clock.now()
    answer = site.browser().get("/nothing")
    assert answer.status_code == 404
    assert "<main>" in answer.text
    assert_tells_what_to_report(answer, since)
    assert_guarded(answer)


def assert_tells_what_to_report(answer, since):
    """Number and time stand on the page, so that whoever runs the place finds the line in the log."""
    assert answer.headers["X-Request-Id"] in answer.text
    told = dt.datetime.fromisoformat(re.search(r'<time datetime="([^"]+)"', answer.text)[1])
    assert since.replace(microsecond=0) <= told <= clock.now()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:8000.evil.example", "127.0.0.1", "evil@127.0.0.1:8000", ""]
)
def test_another_host_is_refused(site, host):
    for path in ("/", "/account/reset", "/feed.atom", "/api/v1/threads"):
        answer = site.browser().get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert_guarded(answer)
        assert "evil" not in answer.text
    assert site.browser().get("/healthz", headers={"Host": host}).status_code == 200


def test_addresses_come_from_the_settings_whatever_a_proxy_claims(site):
    asked(site.cast)
    headers = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Forwarded": "host=evil.example",
    }
    for path in (
        "/feed.atom",
        "/sitemap.xml",
        "/threads/1-no-line-since-noon",
        "/api/v1/threads",
        "/account/reset",
    ):
        assert "evil.example" not in site.browser().get(path, headers=headers).text


ELSEWHERE = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/%2f%2fevil.example",
    "%2f%2fevil.example",
    "/\tevil.example",
    "/\r\nSet-Cookie: a=b",
    " //evil.example",
    "/%09/evil.example",
    "/%5cevil.example",
    "///evil.example",
]


def test_next_leads_nowhere_else(site):
    mara = site.signed_in("Mara")
    for elsewhere in ELSEWHERE:
        for answer in (
            site.browser().sign_in("Mara", next=elsewhere),
            mara.get("/account/login", query_string={"next": elsewhere}),
            site.browser().open("/preference", method="POST", data={"theme": "dark", "next": elsewhere}),
        ):
            assert answer.status_code == 302
            assert re.match(r"/$|/(?![/\\])[\w./-]*$", answer.location), answer.location
            assert "//" not in answer.location
            assert "a=b" not in str(answer.headers.getlist("Set-Cookie"))


def test_the_session_changes_at_sign_in_and_pages_of_members_are_kept_nowhere(site):
    site.signed_in("Mara")
    browser = site.browser()
    browser.get("/account/login")
    before = browser.client.get_cookie("zuruf", domain="127.0.0.1").value
    token = browser.token()
    browser.sign_in("Mara")
    cookie = browser.client.get_cookie("zuruf", domain="127.0.0.1")
    assert cookie.value != before
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert not cookie.secure
    stale = browser.open("/account/logout", method="POST", data={"csrf_token": token})
    assert stale.status_code == 400
    for path in ("/", "/threads/1", "/notifications", "/account/settings", "/search?q=a", "/nothing"):
        assert "no-store" in browser.get(path).headers["Cache-Control"], path


def test_over_https_the_cookie_is_bound_to_the_host(new_site):
    site = new_site(base_url="https://hilfe.example")
    answer = site.signed_in("Mara").get("/account/login")
    assert answer.headers["Strict-Transport-Security"]
    header = site.browser().get("/account/login").headers["Set-Cookie"]
    assert header.startswith("__Host-zuruf=")
    assert "Secure" in header
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Domain" not in header
    choice = site.browser().open("/preference", method="POST", data={"theme": "dark"})
    assert "Secure" in choice.headers["Set-Cookie"]


def test_nobody_can_bring_a_session_along(site):
    browser = site.browser()
    browser.client.set_cookie("zuruf", "eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb", domain="127.0.0.1")
    assert browser.get("/account/settings").status_code == 302


@pytest.mark.parametrize("fall", ["demoted", "suspended", "right"])
def test_who_loses_a_right_has_lost_it_with_the_next_click(site, fall):
    browser, token = site.signed_in("Jana"), site.token("Jana", "staff")
    assert browser.get("/desk/").status_code == 200
    assert browser.get("/api/v1/me", headers=token).status_code == 200
    cast = site.cast
    if fall == "demoted":
        cast.do(set_role, cast.ada, cast.ids["Jana"], Role.customer)
    elif fall == "suspended":
        cast.do(suspend, cast.ada, cast.ids["Jana"], "Darum")
    else:
        cast.do(revoke_right, cast.ada, cast.ids["Jana"], Right.reader)
    answer = browser.get("/desk/")
    assert answer.status_code == 302
    assert answer.location.startswith("/account/login")
    if fall != "right":
        assert browser.get("/api/v1/me", headers=token).status_code == 401
    assert "Jana" not in browser.get("/").text
