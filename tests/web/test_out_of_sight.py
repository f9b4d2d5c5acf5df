"""What is out of sight stays so by the side doors: later pages, former colleagues, programs, boards that open."""

import re
from base64 import b64decode, urlsafe_b64encode

import pytest
from sqlalchemy import update

from community.commands.board_changes import change_board
from community.commands.boards import create_board, tag_named
from community.commands.drafts import draft_edit, draft_thread
from community.commands.hidings import hide_post
from community.commands.readings import return_version
from community.commands.standing import set_role
from community.effects.outbox import drain
from community.model.boards import Board, Holding, Visibility
from community.model.members import Role
from community.model.threads import ThreadKind
from tests.stories import approved, asked, drafted, newest, refused, replied
from tests.web.routes_writing import METHODS, WORDS, WRITING

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def for_readers(board: str, visibility: Visibility) -> dict[str, object]:
    """Return what a board keeps while its readers change."""
    kept = {"name": board, "description": "", "icon": "chat", "parent_slug": None, "holding": Holding.none}
    return {**kept, "visibility": visibility, "kinds": list(ThreadKind)}


def staff_thread(cast, board, **words):
    """Let Svea open a thread there, read by Jana if somebody has to; return what was submitted."""
    made = cast.do(draft_thread, cast.svea, board, kind=ThreadKind.discussion, **words)
    if made.post_id is None:
        approved(cast, made.draft_id)
    return made


@pytest.mark.parametrize("page", ["", "?page=2", "?page=500"])
def test_a_tag_of_hidden_threads_alone_is_absent_on_every_page(site, page):
    cast = site.cast
    cast.do(lambda work, _: tag_named(work, "Messing"), None)
    thread = asked(cast, tags=["messing"])
    cast.do(hide_post, cast.moritz, cast.question(thread).id, "spam")
    answer = site.browser().get(f"/tags/messing{page}")
    assert answer.status_code == 404 and "Messing" not in answer.text


def test_a_board_whose_history_holds_unread_words_of_the_team_is_not_opened(site):
    cast, words = site.cast, {"title": "Zuckerwatte", "source": "Nobody read this."}
    options = {"board_slug": "back", "visibility": Visibility.staff, "readers_required": 0}
    cast.do(lambda work, _: create_board(work, None, "back", **options), None)
    post = staff_thread(cast, "back", **words).post_id
    read = update(Board).where(Board.slug == "back").values(readers_required=1)
    cast.do(lambda work, _: work.session.execute(read), None)
    approved(cast, cast.do(draft_edit, cast.svea, post, title="Plain", source="Two have read this.").draft_id)
    with refused("unread_inside"):
        cast.do(change_board, cast.ada, "back", **for_readers("back", Visibility.public))
    assert site.browser().get(f"/posts/{post}/history").status_code == 404


def test_who_left_the_staff_hears_no_more_of_their_drafts(site):
    cast = site.cast
    draft = drafted(cast, asked(cast, title="Zuckerwatte"))
    cast.do(return_version, cast.jana, draft, newest(cast, draft), "No")
    site.follow()
    before, token = site.signed_in("Svea"), site.token("Svea", "staff")
    assert before.get("/notifications/count").json["unread"] == 1
    cast.do(set_role, None, cast.ids["Svea"], Role.customer)
    assert before.get("/notifications").status_code == 302
    assert before.get("/api/v1/me", headers=token).status_code == 401
    after = site.signed_in("Svea")
    assert after.get("/notifications/count").json["unread"] == 0
    assert "Zuckerwatte" not in after.get("/notifications").text


def test_a_token_shows_boards_of_the_staff_only_where_its_scope_is_theirs(site):
    staff_thread(site.cast, "staff", title="Zuckerwatte", source="Zuckerwatte.")
    site.follow()
    browser, paths = site.browser(), ("boards", "threads", "threads/1", "search?q=zuckerwatte")
    for scope, wanted in (("read", False), ("write", False), ("staff", True)):
        token = site.token("Jana", scope)
        for path in (*paths, "similar?title=zuckerwatte"):
            shown = browser.get(f"/api/v1/{path}", headers=token).text
            assert ("Zuckerwatte" in shown or "Staff only" in shown) is wanted, (scope, path)


def test_of_a_post_hidden_in_a_board_that_was_closed_to_its_author_no_mail_tells(site):
    cast = site.cast
    post = replied(cast, asked(cast, title="Zuckerwatte"))
    site.follow()
    site.effects.letterbox.messages.clear()
    cast.do(hide_post, cast.moritz, post, "rude")
    drain(site.effects.sessions, [one for one in site.effects.all if one.name == "notifying"])
    cast.do(change_board, cast.ada, "internet", **for_readers("internet", Visibility.staff))
    site.follow()
    assert site.effects.letterbox.sent == []


def test_no_number_tells_that_something_hidden_stands_between(site, turning_clock):
    cast = site.cast
    # So that no id of a post is a digit alone.
    before = asked(cast)
    for _ in range(9):
        replied(cast, before)

    def shown(hide):
        turning_clock.pass_by(hours=1)
        thread = asked(cast, title="Same words")
        replied(cast, thread, source="First.")
        gone = [replied(cast, thread, source="Gone.") for _ in range(hide)]
        replied(cast, thread, source="Last.")
        for post in gone:
            cast.do(hide_post, cast.moritz, post, "spam")
        found = []
        for browser, token in ((site.browser(), {}), (site.signed_in("Nils"), site.token("Nils"))):
            page = browser.get(f"/threads/{thread}-same-words").text
            listed = browser.get(f"/api/v1/threads/{thread}/posts?limit=2", headers=token).json
            assert int(b64decode(listed["next"])) == listed["items"][-1]["id"]
            onward = browser.get(
                f"/api/v1/threads/{thread}/posts?cursor={listed['next']}", headers=token
            ).json
            numbers = [post["number"] for post in (*listed["items"], *onward["items"])]
            found.append((re.findall(r'="(\d)"', page), numbers))
        return found

    plain = shown(hide=0)
    assert [numbers for _, numbers in plain] == [[1, 2, 3]] * 2
    assert shown(hide=2) == plain


@pytest.mark.parametrize("hidden", [True, False])
def test_a_cursor_of_an_id_that_is_not_seen_is_as_good_as_any(site, hidden):
    cast = site.cast
    thread = asked(cast)
    first, gone = replied(cast, thread), replied(cast, thread if hidden else asked(cast))
    if hidden:
        cast.do(hide_post, cast.moritz, gone, "spam")
    last = replied(cast, thread)
    cursor = urlsafe_b64encode(str(gone).encode()).decode()
    listed = site.browser().get(f"/api/v1/threads/{thread}/posts?cursor={cursor}").json
    assert [post["id"] for post in listed["items"]] == [last]
    assert first < gone < last


NOISE = re.compile(
    r'name="(?:csrf_token|submission)" value="[^"]*"|X-Request-Id: \w+|Set-Cookie: zuruf=[^;]+|[0-9a-f]{16}'
)


def act(browser, endpoint, path, token, given):
    """Return all that comes back of one act, without what is random and without the number acted on."""
    method = METHODS.get(endpoint, "POST")
    if endpoint.startswith("api."):
        answer = browser.open(path, method=method, json={**WORDS, "post_id": given}, headers=token)
    else:
        answer = browser.post(path, **{**WORDS, "post_id": given})
    shown = NOISE.sub("", f"{answer.status}\n{answer.headers}\n{answer.text}")
    return re.sub(r"Content-Length: \d+", "", re.sub(rf"\b(?:{given}|messing|back|none)\b", "?", shown))


@pytest.mark.parametrize("name", ["guest", "Rolf", "Nils"])
def test_acting_on_what_is_hidden_is_answered_like_acting_on_nothing(site, name):
    cast = site.cast
    cast.do(lambda work, _: tag_named(work, "Messing"), None)
    cast.do(
        lambda work, _: create_board(work, None, "Back", board_slug="back", visibility=Visibility.staff), None
    )
    for _ in range(6):
        asked(cast)
    thread = asked(cast, tags=["messing"])
    assert thread == cast.question(thread).id == 7
    cast.do(hide_post, cast.moritz, thread, "spam")
    site.follow()
    browser, token = (
        (site.browser(), {}) if name == "guest" else (site.signed_in(name), site.token(name, "write"))
    )
    different, tried = [], 0
    for endpoint, (_, path, _) in WRITING.items():
        for kind, hidden, absent in (
            ("threads|posts", 7, 9),
            ("tags", "messing", "none"),
            ("boards", "back", "none"),
        ):
            found = re.match(rf"((?:/api/v1)?/(?:{kind})/)[^/]+(.*)", path)
            if found and "/admin/" not in path:
                one, two = (
                    act(browser, endpoint, f"{found[1]}{which}{found[2]}", token, which)
                    for which in (hidden, absent)
                )
                tried += 1
                if one != two:
                    different.append((endpoint, one, two))
    assert different == []
    assert tried > 30
