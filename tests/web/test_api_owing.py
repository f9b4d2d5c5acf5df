"""Who is owed a word, over the API: every cause that opens and closes it, and nothing for whom it is not."""

import pytest

from tests.stories import answered, asked, drafted, newest, replied
from tests.web.descriptions import assert_described

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def call(site):
    """A function (name, method, path, **sent) that calls the API as somebody and holds it against its description."""
    tokens = {name: site.token(name, "write") for name in ("Mara", "Holger", "Moritz")}
    tokens["Svea"] = site.token("Svea", "staff")
    browser = site.browser()
    described = browser.get("/api/v1/openapi.json").json

    def sent(name, method, path, **body):
        given = {"json": body} if body else {}
        answer = browser.open(f"/api/v1{path}", method=method, headers=tokens[name], **given)
        if answer.status_code < 300:
            assert_described(described, path.partition("?")[0], method.lower(), answer)
        return answer

    return sent


def standing(call, thread, name="Svea"):
    items = call(name, "GET", f"/threads/{thread}/obligations").json["items"]
    return [(item["owed_to"], item["opened_by"]) for item in items if item["closed_by"] is None]


def closed(call, thread, name="Mara"):
    items = call(name, "GET", f"/threads/{thread}/obligations").json["items"]
    return [(item["closed_by"], item["reason"]) for item in items if item["closed_by"]]


def test_what_opens_it(site, call):
    words = {"board": "internet", "title": "Since noon no line", "body": "Nothing."}
    thread = call("Mara", "POST", "/threads", **words).json["id"]
    assert standing(call, thread) == [("Mara", "question")]
    for name, flags in (
        ("Mara", {"only_thanks": True}),
        ("Mara", {}),
        ("Holger", {}),
        ("Holger", {"affects_me_too": True}),
    ):
        assert call(name, "POST", f"/threads/{thread}/posts", body="Still.", **flags).status_code == 201
    assert standing(call, thread) == [
        ("Mara", "question"),
        ("Mara", "follow_up"),
        ("Holger", "affects_me_too"),
    ]
    assert standing(call, thread, "Holger") == [("Holger", "affects_me_too")]
    for wish, owed in ((False, []), (True, [("Mara", "wish")])):
        made = call("Mara", "POST", "/threads", **words, kind="discussion", wants_answer=wish)
        assert standing(call, made.json["id"]) == owed


def test_a_solution_that_did_not_help(site, call):
    thread = asked(site.cast)
    post = answered(site.cast, thread)
    assert closed(call, thread) == [("answered", "")]
    call("Mara", "PUT", f"/threads/{thread}/solution", post_id=post)
    assert call("Mara", "DELETE", f"/threads/{thread}/solution?did_not_help=true").status_code == 200
    assert standing(call, thread) == [("Mara", "question")]


def test_words_of_others_that_helped(site, call):
    thread = asked(site.cast)
    assert call("Mara", "PUT", f"/threads/{thread}/helped").status_code == 409
    replied(site.cast, thread)
    assert call("Holger", "PUT", f"/threads/{thread}/helped").json["items"] == []
    assert len(standing(call, thread)) == 1
    call("Mara", "PUT", f"/threads/{thread}/helped")
    assert closed(call, thread) == [("helped", "")]


def test_what_needs_no_answer_and_the_contradiction(site, call):
    thread = asked(site.cast)
    (word,) = call("Svea", "GET", f"/threads/{thread}/obligations").json["items"]
    path = f"/obligations/{word['id']}/waiver"
    assert call("Svea", "PUT", path, reason="As I like it").status_code == 422
    for name in ("Mara", "Holger"):
        assert call(name, "PUT", path, reason="No need").status_code in (403, 404)
    assert call("Svea", "PUT", path, reason="No need").json["closed_by"] == "needs_no_answer"
    assert closed(call, thread) == [("needs_no_answer", "No need")]
    assert [call(name, "DELETE", path).status_code for name in ("Holger", "Svea")] == [404, 403]
    assert call("Mara", "DELETE", path).json["closed_by"] is None
    assert call("Mara", "DELETE", path).status_code == 409


def test_taking_back_and_hiding(site, call):
    thread = asked(site.cast)
    question = site.cast.question(thread).id
    assert call("Mara", "PUT", f"/posts/{question}/withdrawal").json["shown"] is False
    assert closed(call, thread) == [("withdrawn", "withdrawn by its author")]
    assert call("Mara", "DELETE", f"/posts/{question}/withdrawal").json["shown"] is True
    assert [
        call(name, "PUT", f"/posts/{question}/hiding", reason="spam").status_code
        for name in ("Holger", "Svea")
    ] == [403, 403]
    assert call("Moritz", "PUT", f"/posts/{question}/hiding", reason="spam").json["shown"] is False
    assert call("Mara", "GET", f"/threads/{thread}/obligations").status_code == 404
    assert call("Moritz", "DELETE", f"/posts/{question}/hiding").json["shown"] is True
    assert standing(call, thread) == [("Mara", "question")]


def test_a_draft_asks_for_details_and_rests_it(site, call):
    thread = asked(site.cast)
    draft = call("Svea", "POST", f"/threads/{thread}/posts", body="Which router?", asks_details=True)
    jana = site.signed_in("Jana")
    version = newest(site.cast, draft.json["draft_id"])
    page, action = (
        f"/desk/readings/{draft.json['draft_id']}",
        f"/desk/drafts/{draft.json['draft_id']}/approval",
    )
    assert jana.submit(page, action, version_id=str(version)).status_code == 302
    assert [
        item["paused"] for item in call("Mara", "GET", f"/threads/{thread}/obligations").json["items"]
    ] == [True]
    assert site.browser().get(f"/api/v1/threads/{thread}").json["state"] == "details"
    call("Mara", "POST", f"/threads/{thread}/posts", body="The grey one.")
    assert not any(
        item["paused"] for item in call("Mara", "GET", f"/threads/{thread}/obligations").json["items"]
    )


def test_guests_and_reading_tokens_learn_nothing(site):
    thread = asked(site.cast)
    drafted(site.cast, thread)
    for headers in ({}, site.token("Holger"), site.token("Jana")):
        answer = site.browser().get(f"/api/v1/threads/{thread}/obligations", headers=headers)
        assert answer.json["items"] == []
