"""Whatever lets more people see: they find what was approved, and no draft, held text or note that lies in it."""

import re

import pytest
from sqlalchemy import update

from community.commands.board_changes import change_board
from community.commands.break_glass import break_glass
from community.commands.drafts import draft_edit, draft_reply
from community.commands.hidings import hide_post, restore_post, show_post, withdraw_post
from community.commands.holding import approve_held
from community.commands.later_readings import read_later
from community.commands.notes import write_note
from community.commands.passwords import hash_password
from community.commands.readings import return_version
from community.commands.replies import reply
from community.commands.site import change_setting
from community.commands.threads import ask
from community.model.boards import Board, Holding, Visibility
from community.model.members import Member
from community.model.threads import ThreadKind
from tests.stories import answered, asked, drafted, newest, refused, replied
from tests.web.test_leaks import everything_shown

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

HIDDEN = re.compile("zuckerwatte[a-z]*")


def holding(cast, board, how):
    cast.do(
        lambda work, _: work.session.execute(update(Board).where(Board.slug == board).values(holding=how)),
        None,
    )


def laid_in(cast, thread):
    """Lay into a thread whatever its readers may not see, each with a word of its own."""
    answer = answered(cast, thread, source="Approved by Jana: switch it off and on.")
    drafted(cast, thread, source="Draft: zuckerwattewaiting.")
    back = drafted(cast, thread, cast.ole, source="Draft: zuckerwattereturned.")
    cast.do(return_version, cast.jana, back, newest(cast, back), "Why zuckerwattecomment?")
    cast.do(draft_edit, cast.svea, answer, source="Edit: zuckerwatteedit.")
    cast.do(write_note, cast.jana, thread, "Note: zuckerwattenote.")
    cast.do(hide_post, cast.moritz, replied(cast, thread, source="Hidden: zuckerwattehidden."), "rude")
    cast.do(withdraw_post, cast.holger, replied(cast, thread, source="Gone: zuckerwattewithdrawn."))
    board = "members"
    holding(cast, board, Holding.all)
    cast.do(reply, cast.nils, thread, source="Held: zuckerwatteheld.")
    holding(cast, board, Holding.none)


def opened_board(cast, thread):
    change(cast, Visibility.public)


def change(cast, visibility):
    kept = {
        "name": "Members",
        "description": "",
        "icon": "chat",
        "parent_slug": None,
        "holding": Holding.none,
    }
    cast.do(change_board, cast.ada, "members", **kept, visibility=visibility, kinds=list(ThreadKind))


def shown_question(cast, thread):
    cast.do(show_post, cast.moritz, cast.question(thread).id)


def hidden_question(cast, thread):
    cast.do(hide_post, cast.moritz, cast.question(thread).id, "wrong")


ACTS = {
    "a board is opened": (lambda cast, thread: None, opened_board),
    "a board of the staff is opened": (lambda cast, thread: change(cast, Visibility.staff), opened_board),
    "a question is shown again": (hidden_question, shown_question),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_sees_more_sees_nothing_unread(site, act):
    cast, (before, widen) = site.cast, ACTS[act]
    thread = asked(cast, board="members", title="Glasfaser ohne Licht")
    laid_in(cast, thread)
    before(cast, thread)
    site.follow()
    site.effects.letterbox.messages.clear()
    widen(cast, thread)
    site.follow()
    for name in ("guest", "Rolf", "Mara"):
        browser = site.browser() if name == "guest" else site.signed_in(name)
        token = {} if name == "guest" else site.token(name)
        seen = {
            address: HIDDEN.findall(shown.lower())
            for address, _, shown in everything_shown(
                browser, token, ("/search?q=draft", "/search?q=zuckerwattenote")
            )
        }
        leaks = {
            address: words for address, words in seen.items() if words and "q=zuckerwatte" not in address
        }
        assert leaks == {}
    shown = site.signed_in("Rolf").get(f"/threads/{thread}-glasfaser-ohne-licht").text
    assert "Approved by Jana" in shown
    assert not any(HIDDEN.search(one.as_string().lower()) for one in site.effects.letterbox.messages)


def test_what_a_held_question_carries_is_all_that_its_approval_shows(site):
    cast = site.cast
    made = cast.do(ask, cast.mara, "held", title="Glasfaser ohne Licht", source="It is dark.")
    thread = cast.do(approve_held, cast.ada, made.draft_id, newest(cast, made.draft_id)).thread_id
    cast.do(draft_reply, cast.svea, thread, source="Draft: zuckerwatte.")
    cast.do(reply, cast.holger, thread, source="Held: zuckerwatte.")
    cast.do(write_note, cast.jana, thread, "Note: zuckerwatte.")
    question = cast.question(thread).id
    cast.do(withdraw_post, cast.mara, question)
    cast.do(restore_post, cast.mara, question)
    site.follow()
    shown = [shown for _, _, shown in everything_shown(site.browser(), {})]
    assert any("It is dark." in one for one in shown)
    assert not any("zuckerwatte" in one.lower() for one in shown)


def test_what_appeared_behind_broken_glass_is_read_before_more_see_it(site):
    cast = site.cast
    cast.do(
        lambda work, _: work.session.execute(update(Member).values(password_hash=hash_password("p" * 12))),
        None,
    )
    cast.do(change_setting, cast.ada, "break_glass", "readers")
    draft = drafted(cast, asked(cast, board="members"), cast.jana, source="Unread.")
    cast.do(break_glass, cast.jana, draft, newest(cast, draft), password="p" * 12, reason="Fire.")
    with refused("unread_inside"):
        change(cast, Visibility.public)
    cast.do(read_later, cast.ole, draft)
    change(cast, Visibility.public)
