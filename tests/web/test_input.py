"""Bad input: whatever is sent, the answer is one of ours, nothing typed is lost, nothing is done twice."""

import re

import pytest
from sqlalchemy import func, select

from community.model.threads import Thread
from tests.stories import asked, replied
from tests.web.test_routes import METHODS, READING, WRITING

sqlite_only = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
IDS = (
    "0",
    "999",
    "2147483648",
    "9223372036854775808",
    "9" * 40,
    "-1",
    "1e3",
    "0x1",
    "١",
    "²",
    "1 ",
    "%00",
    "",
)


def count(cast, what):
    cast.session.rollback()
    found = cast.session.scalar(select(func.count()).select_from(what))
    cast.session.rollback()
    return found


def by_number(path):
    return re.sub(r"/1(?=/|$)", "/{}", path)


def test_no_number_breaks_an_address(site):
    asked(site.cast)
    browser = site.signed_in("Ada")
    for _, path, _ in READING.values():
        for number in IDS if "/1" in path else ():
            answer = browser.get(by_number(path).format(number))
            assert answer.status_code in (200, 301, 302, 400, 403, 404, 409), (path, number)
    for page in ("0", "2", "9999999", "00000000100000000000000", "9" * 5000, "٣", "-1", "x"):
        for path in (
            "/",
            "/boards/internet",
            "/news",
            "/members/mara",
            "/admin/people",
            "/admin/audit",
            "/threads/1",
        ):
            assert browser.get(f"{path}?page={page}").status_code in (200, 301, 404), (path, page)
        assert browser.get(f"/search?q=a&page={page}").status_code == 200
        assert browser.get(f"/posts/1/history?older={page}&newer={page}").status_code == 200
        assert browser.get(f"/desk/?case={page}").status_code == 200


def test_no_number_breaks_a_form(site):
    asked(site.cast)
    browser = site.signed_in("Ada")
    token = browser.token()
    for endpoint, (_, path, _) in WRITING.items():
        if endpoint.startswith("api.") or endpoint == "account.logout":
            continue
        for number in ("9223372036854775808", "9" * 40, "²", "-1", "x"):
            numbers = dict.fromkeys(
                ("post_id", "version_id", "member_id", "revision", "team", "answers"), number
            )
            data = {"csrf_token": token, "role": "customer", "body": "Worte", **numbers}
            for address in {path, by_number(path).format(number)}:
                answer = browser.open(address, method="POST", data=data)
                assert answer.status_code < 500, (endpoint, number)


@pytest.mark.parametrize(
    "text", ["a\x00b", "\x00", b"\xff\xfe\xfa", "\ufffe\uffff", "x" * 100_000, "\u202e" * 50]
)
def test_no_text_breaks_a_form(site, text):
    thread = asked(site.cast)
    replied(site.cast, thread)
    for name in ("Ada", "Mara"):
        browser = site.signed_in(name)
        token = browser.token()
        fields = (
            "title",
            "body",
            "board",
            "submission",
            "reason",
            "comment",
            "name",
            "about",
            "part",
            "next",
            "cause",
        )
        for endpoint, (_, path, _) in WRITING.items():
            if endpoint.startswith("api.") or endpoint in ("account.logout", "account.settings_send"):
                continue
            data = {"csrf_token": token, "post_id": "2", "version_id": "1", **dict.fromkeys(fields, text)}
            answer = browser.open(path, method="POST", data=data)
            assert answer.status_code < 500, endpoint
        for part in ("profile", "name", "password"):
            answer = browser.post("/account/settings", part=part, name=text, about=text, time_zone=text)
            assert answer.status_code < 500, part
        for path in ("/search", "/ask", "/account/login", "/admin/people", "/desk/", "/api/v1/search", "/"):
            given = dict.fromkeys(
                ("q", "title", "body", "board", "next", "lane", "filter", "status", "since"), text
            )
            if len(text) < 1000:
                assert browser.get(path, query_string=given).status_code < 500, path


@pytest.mark.parametrize("name", ["a%00b", "%ff", "%F0%9F%98%80" * 20, "..%2f..%2fetc", "%2e%2e", "a" * 3000])
def test_no_name_breaks_an_address(site, name):
    for path in (
        "/members/{}",
        "/boards/{}",
        "/tags/{}",
        "/boards/{}/feed.atom",
        "/imported/{}/{}/{}",
        "/threads/1-{}",
    ):
        answer = site.browser().get(path.replace("{}", name))
        assert answer.status_code in (400, 404), path
    for path in (
        "/account/confirm/{}",
        "/account/reset/{}",
        "/account/link/{}",
        "/account/found/{}",
        "/assets/{}/{}",
    ):
        assert site.browser().get(path.replace("{}", name)).status_code in (400, 404, 410), path


@sqlite_only
def test_two_values_for_one_field_are_one(site):
    thread, other = asked(site.cast), asked(site.cast)
    first, second = replied(site.cast, thread), replied(site.cast, other)
    browser = site.signed_in("Mara")
    answer = browser.post(f"/threads/{thread}/solution", post_id=[str(first), str(second)])
    assert answer.status_code == 302
    page = browser.get(f"/api/v1/threads/{other}").json
    assert page["solved"] is False
    assert browser.get(f"/api/v1/threads/{thread}").json["solved"] is True


@sqlite_only
def test_an_address_and_a_field_that_disagree_are_refused(site):
    thread, other = asked(site.cast), asked(site.cast)
    post = replied(site.cast, other)
    browser = site.signed_in("Mara")
    assert browser.post(f"/threads/{thread}/solution", post_id=str(post)).status_code == 404
    assert browser.get(f"/api/v1/threads/{other}").json["solved"] is False
    assert browser.post(f"/threads/{other}/solution", post_id=str(post)).status_code == 302
    assert browser.post(f"/threads/{thread}/solution/removal", post_id=str(post)).status_code == 404
    assert browser.get(f"/api/v1/threads/{other}").json["solved"] is True


@sqlite_only
def test_json_is_no_form(site):
    browser = site.signed_in("Mara")
    before = count(site.cast, Thread)
    token = browser.token()
    words = {"csrf_token": token, "title": "Ganz kaputt", "body": "Text", "board": "internet"}
    assert browser.open("/ask", method="POST", json=words).status_code == 400
    answer = browser.open("/ask", method="POST", json=words, headers={"X-CSRFToken": token})
    assert answer.status_code in (400, 422)
    assert count(site.cast, Thread) == before


@sqlite_only
def test_too_much_is_said_to_be(site):
    browser = site.signed_in("Mara")
    assert browser.post("/ask", "/ask", body="x" * 2_000_000).status_code == 413
    many = {f"field{number}": "x" for number in range(1500)}
    assert browser.post("/ask", "/ask", **many).status_code < 500


@sqlite_only
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "FOO", "OPTIONS", "HEAD"])
def test_no_other_method_does_anything(site, method):
    asked(site.cast)
    browser = site.signed_in("Ada")
    for endpoint, (_, path, _) in WRITING.items():
        if endpoint not in METHODS:
            assert browser.open(path, method=method).status_code < 500, endpoint
