"""Followers hear of new posts, unless they turned a deaf ear to the thread or to who wrote."""

from community.commands.affected import be_affected
from community.commands.boards import tag_named
from community.commands.follows import follow_board, follow_tag, follow_thread, unfollow_thread
from community.commands.hidings import hide_post
from community.commands.ignoring import ignore_member
from community.commands.standing import set_role
from community.model.members import Role
from community.queries.thread_page import thread_page
from tests.cast import KIEL
from tests.stories import answered, asked, replied


def test_followers_of_a_thread_hear_of_its_replies_once(cast, effects):
    thread = asked(cast)
    cast.do(follow_thread, cast.nils, thread)
    cast.do(be_affected, cast.rolf, thread)
    post = replied(cast, thread)
    effects.follow()
    assert effects.told("Nils") == effects.told("Rolf") == [("followed", post)]
    assert effects.told("Mara") == [("reply", post)]
    assert effects.told("Holger") == []


def test_who_wrote_and_follows_hears_of_a_reply_as_one(cast, effects):
    thread = asked(cast)
    cast.do(follow_thread, cast.mara, thread)
    post = replied(cast, thread)
    effects.follow()
    assert effects.told("Mara") == [("reply", post)]


def test_followers_of_a_board_or_tag_hear_of_new_threads_only(cast, effects, turning_clock):
    cast.do(lambda work, _: tag_named(work, "Kupfer"), None)
    asked(cast, cast.nils, tags=["kupfer"])
    turning_clock.pass_by(minutes=5)
    effects.follow()
    cast.do(follow_board, cast.rolf, "internet")
    cast.do(follow_tag, cast.rolf, "kupfer")
    cast.do(follow_tag, cast.holger, "kupfer")
    thread = asked(cast, tags=["kupfer"])
    replied(cast, thread, cast.nils)
    turning_clock.pass_by(minutes=5)
    effects.follow()
    question = cast.question(thread).id
    assert effects.told("Rolf") == effects.told("Holger") == [("followed", question)]


def test_nobody_hears_of_a_thread_they_left(cast, effects):
    thread = asked(cast)
    cast.do(unfollow_thread, cast.mara, thread)
    replied(cast, thread)
    effects.follow()
    assert effects.told("Mara") == []


def test_nobody_hears_of_whom_they_ignore_but_always_of_the_team(cast, effects):
    thread = asked(cast)
    cast.do(ignore_member, cast.mara, "Holger")
    replied(cast, thread)
    answer = answered(cast, thread)
    effects.follow()
    assert effects.told("Mara") == [("reply", answer)]


def test_followers_do_not_hear_of_what_was_hidden(cast, effects, turning_clock):
    cast.do(follow_board, cast.rolf, "internet")
    thread = asked(cast)
    cast.do(hide_post, cast.ada, cast.question(thread).id, "spam")
    turning_clock.pass_by(minutes=5)
    effects.follow()
    assert effects.told("Rolf") == []


def test_who_joined_the_team_ignores_nobody_any_more(cast, effects):
    thread = asked(cast)
    replied(cast, thread, cast.nils)
    cast.do(ignore_member, cast.nils, "Holger")
    cast.do(set_role, None, cast.ids["Nils"], Role.staff, team=KIEL)
    post = replied(cast, thread)
    effects.follow()
    assert effects.told("Nils") == [("reply", post)]
    page = thread_page(cast.session, cast.nils, thread)
    assert [card.ignored for card in page.posts] == [False, False]
