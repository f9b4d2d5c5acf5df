"""Votes, "me too" and following over the API, as it describes them."""

import pytest

from tests.stories import asked, replied
from tests.web.descriptions import assert_described

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def test_marks_are_put_and_taken_away(site):
    thread = asked(site.cast)
    post = replied(site.cast, thread)
    browser = site.browser()
    described = browser.get("/api/v1/openapi.json").json
    token = site.token("Rolf", "write")
    for path, name in ((f"/posts/{post}/helpful", "helpful"), (f"/threads/{thread}/affected", "affected")):
        for method, count in (("PUT", 1), ("PUT", 1), ("DELETE", 0), ("DELETE", 0)):
            answer = browser.open(f"/api/v1{path}", method=method, headers=token)
            assert (answer.status_code, answer.json[name], answer.json["own"]) == (200, count, bool(count))
            assert_described(described, path, method.lower(), answer)
    path = f"/threads/{thread}/following"
    for method, follows in (("PUT", True), ("DELETE", False)):
        answer = browser.open(f"/api/v1{path}", method=method, headers=token)
        assert answer.json["following"] is follows
        assert_described(described, path, method.lower(), answer)


def test_reading_tokens_and_the_team_mark_nothing(site):
    post = replied(site.cast, asked(site.cast))
    for name, scope in (("Mara", "read"), ("Jana", "staff")):
        headers = site.token(name, scope)
        answer = site.browser().open(f"/api/v1/posts/{post}/helpful", method="PUT", headers=headers)
        assert answer.status_code == 403
