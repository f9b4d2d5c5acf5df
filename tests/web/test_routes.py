"""Every route: which act it is, who may not, and that reading changes nothing."""

import hashlib

import pytest
from sqlalchemy import select

from community.model.base import metadata
from community.policy.rights import TABLE
from community.web.csrf import EXEMPT
from community.web.errors import WRITTEN
from tests.stories import newest
from tests.web.routes_reading import PEOPLE, READING
from tests.web.routes_writing import METHODS, WORDS, WRITING
from tests.web.scenes import furnish

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def everything(cast):
    """Return a digest of every row of every table but the bookkeeping of sessions and rate limits."""
    cast.session.rollback()
    digests = {}
    for table in metadata.sorted_tables:
        rows = sorted(repr(tuple(row)) for row in cast.session.execute(select(table)))
        digests[table.name] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    cast.session.rollback()
    return digests


def test_every_route_is_in_the_table(site):
    rules = {
        (rule.endpoint, method) for rule in site.app.url_map.iter_rules() for method in rule.methods or ()
    }
    rules = {(endpoint, method) for endpoint, method in rules if method not in ("HEAD", "OPTIONS")}
    listed = {(endpoint, "GET") for endpoint in READING}
    listed |= {(endpoint, METHODS.get(endpoint, "POST")) for endpoint in WRITING}
    assert rules == listed
    acts = {act for act, *_ in (*READING.values(), *WRITING.values())} - {""}
    assert acts <= TABLE.keys()


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_read_what_and_that_reading_changes_nothing(site, name):
    furnish(site)
    browser = site.browser() if name == "guest" else site.signed_in(name)
    before = everything(site.cast)
    got = {}
    for endpoint, (_, path, _) in READING.items():
        answer = browser.get(path)
        got[endpoint] = answer.status_code
        if answer.status_code == 302 and name == "guest" and endpoint != "public.post":
            assert answer.location.startswith("/account/login"), endpoint
    assert got == {endpoint: statuses[name] for endpoint, (_, _, statuses) in READING.items()}
    assert everything(site.cast) == before


WITH_TEXT = ("public.ask_publish", "public.hiding")
"""With a text they answer who is signed out while writing with it; without one they send to sign in."""


def send(browser, endpoint, path, token, *, silent=False):
    method = METHODS.get(endpoint, "POST")
    if endpoint.startswith("api."):
        return browser.open(path, method=method, json={**WORDS, "post_id": 2})
    left_out = () if endpoint in WITH_TEXT else WRITTEN if silent else ("body",)
    words = {name: word for name, word in WORDS.items() if name not in left_out}
    return browser.open(path, method=method, data={**words, **token})


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_not_write_changes_nothing(site, name):
    scene = furnish(site)
    browser = site.browser() if name == "guest" else site.signed_in(name)
    version = newest(site.cast, scene.drafts["waiting"])
    token = {"csrf_token": browser.token(), "version_id": str(version)}
    before = everything(site.cast)
    expected = {endpoint: refused[name] for endpoint, (_, _, refused) in WRITING.items() if name in refused}
    got = {}
    for endpoint in expected:
        answer = send(browser, endpoint, WRITING[endpoint][1], token, silent=name == "guest")
        got[endpoint] = answer.status_code
        if answer.status_code == 302:
            assert answer.location.startswith("/account/login"), endpoint
    assert got == expected
    assert everything(site.cast) == before


@pytest.mark.parametrize("forged", [{}, {"csrf_token": ""}, {"csrf_token": "another"}, {"csrf_token": None}])
def test_a_form_of_another_site_changes_nothing(site, forged):
    furnish(site)
    victim, attacker = site.signed_in("Ada"), site.signed_in("Rolf")
    if "csrf_token" in forged and forged["csrf_token"] is None:
        forged = {"csrf_token": attacker.token()}
    before = everything(site.cast)
    for endpoint, (_, path, _) in WRITING.items():
        exempt = endpoint in EXEMPT or endpoint.split(".")[0] in EXEMPT
        answer = send(victim, endpoint, path, forged)
        if exempt:
            assert endpoint.startswith("api.") or endpoint in EXEMPT
            statuses = {"public.preference": 302, "account.stop_send": 410, "public.view": 404}
            assert answer.status_code == statuses.get(endpoint, 401), endpoint
        else:
            assert answer.status_code == 400, endpoint
    assert everything(site.cast) == before
    assert set(EXEMPT) == {"api", "public.preference", "public.view", "account.stop_send"}


def test_a_choice_of_theme_is_not_made_from_elsewhere(site):
    browser = site.browser()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        answer = browser.open("/preference", method="POST", data={"theme": "dark"}, headers=headers)
        assert answer.status_code == 400
        assert "theme" not in str(answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("disguise", [{"X-HTTP-Method-Override": "POST"}, {"X-Method-Override": "DELETE"}])
def test_a_get_stays_one_whatever_it_calls_itself(site, disguise):
    furnish(site)
    browser, before = site.signed_in("Ada"), None
    before = everything(site.cast)
    for path in ("/posts/1/hiding", "/posts/1/withdrawal", "/threads/1/closure"):
        assert browser.get(f"{path}?reason=x&_method=POST", headers=disguise).status_code == 405
    assert everything(site.cast) == before
