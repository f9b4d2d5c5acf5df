"""The API keeps its contract: shapes, tokens and scopes, problems, cursors, and once is once."""

import json

import pytest

from community.commands.hidings import hide_post
from community.commands.standing import suspend
from community.model.posts import Post
from community.model.threads import Thread
from tests.stories import answered, asked, drafted, newest, replied
from tests.web.test_input import count

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

WORDS = {"board": "internet", "title": "Glasfaser langsam seit gestern", "body": "Der Router blinkt."}


def test_a_question_by_token_is_published_once(site, api):
    token = site.token("Mara", "write")
    headers = {"Idempotency-Key": "einmal"}
    first = api("/threads", "POST", token, json=WORDS, headers=headers)
    assert first.status_code == 201
    assert set(first.json) >= {
        *(
            "id",
            "title",
            "url",
            "kind",
            "state",
            "waiting",
            "solved",
            "board",
            "author",
            "created_at",
            "replies",
        ),
    }
    assert first.json["url"].startswith("http://127.0.0.1:8000/threads/")
    assert first.headers["Location"] == f"http://127.0.0.1:8000/api/v1/threads/{first.json['id']}"
    assert (first.json["state"], first.json["waiting"], first.json["author"]) == ("open", "first", "Mara")
    assert api("/threads", "POST", token, json=WORDS, headers=headers).json["id"] == first.json["id"]
    assert count(site.cast, Thread) == 1
    other = api("/threads", "POST", site.token("Rolf", "write"), json=WORDS, headers=headers)
    assert other.json["id"] != first.json["id"]
    path = f"/threads/{first.json['id']}/posts"
    reply = api(path, "POST", token, json={"body": "Noch etwas."}, headers={"Idempotency-Key": "k"})
    again = api(path, "POST", token, json={"body": "Noch etwas."}, headers={"Idempotency-Key": "k"})
    assert reply.status_code == again.status_code == 201
    assert reply.json["id"] == again.json["id"]
    assert (
        api("/threads", "POST", token, json=WORDS, headers={"Idempotency-Key": "x" * 81}).status_code == 400
    )


def test_what_staff_send_waits_for_a_reader_and_no_token_reads_it(site, api):
    cast = site.cast
    thread = asked(cast)
    token = site.token("Svea", "staff")
    made = api(f"/threads/{thread}/posts", "POST", token, json={"body": "Bitte neu starten."})
    assert made.status_code == 202
    assert made.json["state"] == "awaiting_reader"
    announced = api("/threads", "POST", token, json={**WORDS, "kind": "announcement"})
    assert (announced.status_code, announced.json["state"]) == (202, "awaiting_reader")
    assert count(cast, Post) == 1
    browser, reader = site.browser(), site.token("Jana", "staff")
    version = newest(cast, made.json["draft_id"])
    for path in (
        f"/desk/drafts/{made.json['draft_id']}/approval",
        f"/api/v1/drafts/{made.json['draft_id']}/approval",
        "/desk/held",
    ):
        answer = browser.open(path, method="POST", data={"version_id": version}, headers=reader)
        assert answer.status_code in (302, 400, 404, 405), path
    assert count(cast, Post) == 1
    described = json.dumps(browser.get("/api/v1/openapi.json").json)
    assert "approv" not in described.lower()


def test_held_texts_say_so(site, api):
    made = api("/threads", "POST", site.token("Nils", "write"), json={**WORDS, "board": "newcomers"})
    assert (made.status_code, made.json["state"]) == (202, "held")


@pytest.mark.parametrize(
    ("who", "scope", "status"),
    [
        ("Mara", "read", 403),
        ("Mara", "write", 201),
        ("Svea", "read", 403),
        ("Svea", "write", 403),
        ("Svea", "staff", 202),
        ("Ada", "write", 403),
    ],
)
def test_a_token_reaches_as_far_as_its_scope(site, api, who, scope, status):
    thread = asked(site.cast)
    token = site.token(who, scope)
    assert api(f"/threads/{thread}/posts", "POST", token, json={"body": "Worte."}).status_code == status
    assert api("/me", token=token).json["scope"] == scope
    assert api("/threads/1", token=token).status_code == 200


def test_tokens_that_do_not_count(site, api):
    token = site.token("Mara", "write")
    for header in (
        "Bearer",
        "Bearer x",
        "Basic bWFyYTpnZWhlaW0=",
        f"Basic {token['Authorization'][7:]}",
        "Bearer \xff",
    ):
        answer = api("/threads", token={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    site.cast.do(suspend, site.cast.ada, site.cast.ids["Mara"], "Darum")
    assert api("/threads", token=token).status_code == 401
    browser = site.signed_in("Rolf")
    assert browser.open("/api/v1/threads", method="POST", json=WORDS).status_code == 401
    assert count(site.cast, Thread) == 0


def test_solutions(site, api):
    cast = site.cast
    thread, other = asked(cast), asked(cast)
    post, elsewhere = answered(cast, thread), replied(cast, other)
    path, token = f"/threads/{thread}/solution", site.token("Mara", "write")
    for bad in (elsewhere, 999, 2**70, -1, 0):
        assert api(path, "PUT", token, json={"post_id": bad}).status_code in (404, 422), bad
    for bad in ("1", None, True, 1.5, [], {}):
        assert api(path, "PUT", token, json={"post_id": bad}).status_code == 422, bad
    assert api(path, "PUT", site.token("Holger", "write"), json={"post_id": post}).status_code == 403
    assert api(path, "PUT", site.token("Mara", "read"), json={"post_id": post}).status_code == 403
    assert api(path, "PUT", token, json={"post_id": post}).json["solved"] is True
    assert api(path, "DELETE").status_code == 401
    assert api(path, "DELETE", token).json["solved"] is False
    assert api(path, "DELETE", token).status_code == 409


def test_lists_are_paged_by_cursors_without_gap_or_double(site, api):
    ids = [asked(site.cast, title=f"Frage Nummer {number}") for number in range(7)]
    for _ in range(4):
        replied(site.cast, ids[0])

    def walk(path):
        items, cursor, steps = [], "", 0
        while cursor is not None and steps < 20:
            page = api(
                f"{path}{'&' if '?' in path else '?'}limit=2{f'&cursor={cursor}' if cursor else ''}"
            ).json
            assert set(page) == {"items", "next"}
            assert len(page["items"]) <= 2
            items, cursor, steps = items + page["items"], page["next"], steps + 1
        return items

    assert sorted(item["id"] for item in walk("/threads")) == ids
    assert [item["number"] for item in walk(f"/threads/{ids[0]}/posts")] == [1, 2, 3, 4, 5]
    site.follow()
    found = [item["thread_id"] for item in walk("/search?q=frage")]
    assert sorted(found) == ids


def test_what_is_not_there_and_what_is_not_shown_are_one(site, api):
    cast = site.cast
    hidden = asked(cast)
    drafted(cast, hidden)
    cast.do(hide_post, cast.moritz, cast.question(hidden).id, "Darum")
    token = site.token("Mara", "write")
    for path in ("/threads/{}", "/threads/{}/posts"):
        there, gone = api(path.format(hidden), token=token), api(path.format(999), token=token)
        assert (there.status_code, there.data) == (gone.status_code, gone.data)
        assert there.status_code == 404
    there = api(f"/threads/{hidden}/posts", "POST", token, json={"body": "Worte"})
    gone = api("/threads/999/posts", "POST", token, json={"body": "Worte"})
    assert (there.status_code, there.data) == (gone.status_code, gone.data)


def test_a_fresh_place_has_a_board_and_lists_say_nothing_of_others(site, api):
    boards = api("/boards").json["items"]
    assert "internet" in {board["slug"] for board in boards}
    assert {board["slug"] for board in boards}.isdisjoint({"staff", "members"})
    assert api("/me").status_code == 401
    assert api("/nothing").status_code == 404
    assert api("/threads", "PATCH").status_code == 405
