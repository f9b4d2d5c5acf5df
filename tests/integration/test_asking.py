"""Asking and replying: who may, what opens an obligation, what is held, and once is once."""

import pytest
from sqlalchemy import func, select

from community.access import Absent
from community.commands.boards import create_board, tag_named
from community.commands.closures import close_thread, reopen_thread
from community.commands.drafts import draft_reply
from community.commands.edits import edit_post
from community.commands.hidings import hide_post
from community.commands.replies import reply
from community.commands.standing import set_role
from community.commands.threads import ask
from community.model.members import Member, Role
from community.model.obligations import OpenedBy
from community.model.posts import PostRevision
from community.model.threads import Thread, ThreadKind, ThreadTag
from community.policy.actors import GUEST
from community.work import Conflict
from tests.stories import answered, asked, drafted, owed_to, post_of, refused, replied, thread_of

WORDS = {"title": "No line since noon", "source": "Nothing works."}


def test_a_question_is_owed_an_answer_from_its_first_moment(cast):
    thread_id = asked(cast)
    (owed,) = cast.owed(thread_id)
    question = cast.question(thread_id)
    assert (owed.owed_to_id, owed.opened_by, owed.post_id) == (cast.mara.id, OpenedBy.question, question.id)
    assert not question.by_staff
    assert question.place == 1


@pytest.mark.parametrize("wish", [False, True])
@pytest.mark.parametrize("kind", [ThreadKind.discussion, ThreadKind.idea])
def test_a_discussion_is_owed_one_only_where_it_is_wished_for(cast, kind, wish):
    thread_id = asked(cast, kind=kind, wants_answer=wish)
    assert [row.opened_by for row in cast.owed(thread_id)] == ([OpenedBy.wish] if wish else [])


def test_a_question_cannot_be_asked_not_to_be_answered(cast):
    assert cast.owed(asked(cast, wants_answer=False))


def test_who_may_not_ask(cast):
    with refused("sign_in"):
        cast.do(ask, GUEST, "internet", **WORDS)
    with refused("staff_drafts"):
        cast.do(ask, cast.svea, "internet", **WORDS)
    with refused("kind_not_allowed"):
        cast.do(ask, cast.mara, "internet", kind=ThreadKind.announcement, **WORDS)
    cast.do(lambda work, _: create_board(work, None, "Ideas", kinds=[ThreadKind.idea]), None)
    with refused("kind_not_allowed"):
        cast.do(ask, cast.mara, "ideas", **WORDS)
    for board in ("staff", "nowhere"):
        with pytest.raises(Absent):
            cast.do(ask, cast.mara, board, **WORDS)
    with pytest.raises(Absent):
        cast.do(ask, GUEST, "members", **WORDS)


def unconfirm(work, actor):
    work.session.get_one(Member, actor.id).email_confirmed_at = None


def test_an_unconfirmed_address_neither_asks_nor_replies(cast):
    thread_id = asked(cast)
    cast.do(unconfirm, cast.nils)
    with refused("confirm_email"):
        cast.do(ask, cast.nils, "internet", **WORDS)
    with refused("confirm_email"):
        cast.do(reply, cast.nils, thread_id, source="Here too.")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "No"}, "title_too_short"),
        ({"title": "No" * 100}, "title_too_long"),
        ({"title": "?????"}, "title_no_words"),
        ({"source": " \n"}, "body_missing"),
        ({"source": "[x]: http://example.org"}, "body_missing"),
        ({"source": "x" * 40_000}, "body_long"),
    ],
)
def test_words_that_are_refused(cast, words, code):
    with refused(code):
        asked(cast, **words)
    assert cast.session.scalar(select(func.count()).select_from(Thread)) == 0


def test_tags_that_exist_are_put_on(cast):
    cast.do(lambda work, _: [tag_named(work, name) for name in ("Fibre", "Router", "Fibre")], None)
    thread_id = asked(cast, tags=["fibre", "nothing"])
    assert len(cast.session.scalars(select(ThreadTag).where(ThreadTag.thread_id == thread_id)).all()) == 1


def test_the_asker_is_owed_a_word_again_unless_it_is_thanks(cast):
    thread_id = asked(cast)
    replied(cast, thread_id, cast.mara, only_thanks=True)
    assert len(cast.owed(thread_id)) == 1
    post_id = replied(cast, thread_id, cast.mara)
    assert [row.opened_by for row in cast.owed(thread_id, post_id=post_id)] == [OpenedBy.follow_up]


def test_others_are_owed_a_word_where_it_affects_them_too(cast):
    thread_id = asked(cast)
    replied(cast, thread_id, cast.rolf)
    assert len(cast.owed(thread_id)) == 1
    replied(cast, thread_id, affects_me_too=True)
    assert [row.opened_by for row in owed_to(cast, thread_id, cast.holger)] == [OpenedBy.affects_me_too]


def test_in_a_discussion_a_later_post_is_no_question(cast):
    thread_id = asked(cast, kind=ThreadKind.discussion)
    replied(cast, thread_id, cast.mara)
    assert cast.owed(thread_id) == []
    replied(cast, thread_id, cast.mara, affects_me_too=True)
    assert len(cast.owed(thread_id)) == 1


def test_replies_are_numbered_placed_and_counted(cast):
    thread_id = asked(cast)
    posts = [
        replied(cast, thread_id, cast.rolf),
        replied(cast, thread_id, cast.mara),
        answered(cast, thread_id),
    ]
    assert [(post_of(cast, post).number, post_of(cast, post).place) for post in posts] == [
        (2, 2),
        (3, 3),
        (4, 4),
    ]
    thread = thread_of(cast, thread_id)
    assert (thread.reply_count, thread.staff_reply_count, thread.other_reply_count) == (3, 1, 2)
    assert (thread.last_author_id, thread.last_badge) == (cast.svea.id, "Team Bielefeld")


def test_who_may_not_reply(cast):
    thread_id = asked(cast)
    with refused("sign_in"):
        cast.do(reply, GUEST, thread_id, source="Hello.")
    with refused("staff_drafts"):
        cast.do(reply, cast.svea, thread_id, source="Hello.")
    with pytest.raises(Absent):
        cast.do(reply, cast.holger, 10_000, source="Hello.")
    with pytest.raises(Absent):
        cast.do(reply, GUEST, asked(cast, board="members"), source="Hello.")


def test_a_closed_thread_takes_no_replies_but_owes_its_answer(cast):
    thread_id = asked(cast)
    with refused("not_allowed"):
        cast.do(close_thread, cast.svea, thread_id, "Answered elsewhere")
    with refused("reason_missing"):
        cast.do(close_thread, cast.moritz, thread_id, "  ")
    with refused("not_closed"):
        cast.do(reopen_thread, cast.moritz, thread_id)
    cast.do(close_thread, cast.moritz, thread_id, "Answered elsewhere")
    with refused("already_closed"):
        cast.do(close_thread, cast.moritz, thread_id, "Again")
    with refused("thread_closed"):
        replied(cast, thread_id)
    with refused("thread_closed"):
        cast.do(edit_post, cast.mara, cast.question(thread_id).id, source="Changed.")
    assert cast.owed(thread_id)
    answered(cast, thread_id)
    assert cast.owed(thread_id) == []
    cast.do(reopen_thread, cast.moritz, thread_id)
    replied(cast, thread_id)


def test_a_hidden_thread_is_absent_and_for_a_moderator_takes_no_replies(cast):
    thread_id = asked(cast)
    cast.do(hide_post, cast.ada, cast.question(thread_id).id, "spam")
    with pytest.raises(Absent):
        replied(cast, thread_id)
    with refused("thread_hidden"):
        replied(cast, thread_id, cast.moritz)
    with refused("thread_hidden"):
        drafted(cast, thread_id)


def test_a_form_sent_again_gives_the_first_address(cast):
    first = cast.do(ask, cast.mara, "internet", key="k1", **WORDS)
    again = cast.do(ask, cast.mara, "internet", key="k1", **WORDS)
    assert (again.thread_id, again.post_id, again.repeated) == (first.thread_id, first.post_id, True)
    assert not first.repeated
    other = cast.do(ask, cast.holger, "internet", key="k1", **WORDS)
    assert other.thread_id != first.thread_id


@pytest.mark.parametrize("happened", ["nothing", "closed", "kinds", "role"])
def test_what_was_acknowledged_is_not_refused_afterwards(cast, happened):
    thread_id = asked(cast)
    first = cast.do(reply, cast.holger, thread_id, source="Here too.", key="k1")
    if happened == "closed":
        cast.do(close_thread, cast.moritz, thread_id, "Enough")
    if happened == "role":
        cast.do(lambda work, _: set_role(work, None, cast.ids["Holger"], Role.staff), None)
        with refused("staff_drafts"):
            cast.do(reply, cast.holger, thread_id, source="Here too.", key="k1")
        return
    again = cast.do(reply, cast.holger, thread_id, source="Here too.", key="k1")
    assert (again.post_id, again.repeated) == (first.post_id, True)


def test_staff_drafts_and_edits_are_made_once(cast):
    thread_id = asked(cast)
    first = cast.do(draft_reply, cast.svea, thread_id, source="Please wait.", key="k1")
    again = cast.do(draft_reply, cast.svea, thread_id, source="Please wait.", key="k1")
    assert (again.draft_id, again.repeated) == (first.draft_id, True)
    question = cast.question(thread_id)
    for _ in range(2):
        done = cast.do(edit_post, cast.mara, question.id, source="Changed.", after=1, key="k2")
    assert (done.post_id, done.repeated) == (question.id, True)
    assert cast.session.scalar(select(func.max(PostRevision.number))) == 2


def test_long_keys_that_differ_at_the_end_are_two(cast):
    thread_id = asked(cast)
    first = replied(cast, thread_id, key="k" * 100 + "1")
    assert first != replied(cast, thread_id, key="k" * 100 + "2")
    assert first == replied(cast, thread_id, key="k" * 100 + "1")


def test_a_refused_form_does_not_use_up_its_key(cast):
    with refused("title_too_short"):
        asked(cast, title="No", key="k1")
    assert asked(cast, key="k1")


def test_a_role_that_changed_since_the_page_was_opened_writes_nothing(cast):
    thread_id, holger = asked(cast), cast.holger
    cast.do(lambda work, _: set_role(work, None, cast.ids["Holger"], Role.staff), None)
    with pytest.raises(Conflict):
        cast.do(reply, holger, thread_id, source="As the customer I was.")
