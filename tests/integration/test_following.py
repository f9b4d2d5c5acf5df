"""Followers hear of new posts, unless they turned a deaf ear to the thread or to who wrote."""

from community import clock
from community.commands.affected import be_affected
from community.commands.boards import tag_named
from community.commands.follows import follow_board, follow_tag, follow_thread, unfollow_thread
from community.commands.hidings import hide_post
from community.commands.ignoring import ignore_member
from community.commands.members import add_member
from community.commands.standing import set_role
from community.model.boards import Board, Visibility
from community.model.members import Member, Role
from community.model.readers import Following, ThreadFollow
from community.queries.thread_page import thread_page
from community.work import unit_of_work
from tests.cast import KIEL
from tests.costs import statements
from tests.effects import outbox, repeat
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


def followed_by_many(cast, thread, count):
    """Let so many new customers follow a thread; return their names."""
    names = [f"Leserin {number}" for number in range(count)]
    with unit_of_work(cast.session) as work:
        for name in names:
            email = f"{name.replace(' ', '')}@example.org"
            cast.ids[name] = add_member(work, None, name=name, email=email).id
            follow = {"following": Following.chosen, "since": clock.now()}
            work.session.add(ThreadFollow(member_id=cast.ids[name], thread_id=thread, **follow))
    return names


def test_many_followers_are_asked_about_at_once(cast, effects):
    def sent(thread):
        replied(cast, thread)
        with statements(cast) as seen:
            effects.follow()
        return len(seen)

    few, many = asked(cast), asked(cast)
    cast.do(follow_thread, cast.nils, few)
    names = followed_by_many(cast, many, 30)
    effects.follow()
    assert sent(many) == sent(few)
    assert all(len(effects.told(name)) == 1 for name in names)


def test_what_comes_with_a_mail_stays_in_its_place(cast, effects):
    own, other = asked(cast), asked(cast, cast.nils)
    cast.do(follow_thread, cast.mara, other)
    posts = [replied(cast, thread) for thread in (own, other, own)]
    effects.follow()
    assert effects.told("Mara") == [("reply", posts[0]), ("followed", posts[1]), ("reply", posts[2])]
    assert len(effects.letterbox.sent) == 3


def test_of_many_followers_each_who_may_see_it_hears_once(cast, effects, monkeypatch):
    monkeypatch.setattr("community.policy.among.AT_ONCE", 2)
    thread = asked(cast)
    cast.do(follow_thread, cast.jana, thread)
    names = followed_by_many(cast, thread, 7)
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, cast.ids[names[3]]).suspended_at = clock.now()
    post = replied(cast, thread)
    effects.follow()
    repeat(cast)
    cast.do(follow_thread, cast.nils, thread)
    effects.follow()
    assert effects.told("Nils") == [("followed", post)]
    assert [row.error for row in outbox(cast) if row.error or row.attempts] == []
    with unit_of_work(cast.session) as work:
        work.session.query(Board).filter_by(slug="internet").one().visibility = Visibility.staff
    late = answered(cast, thread)
    effects.follow()
    told = {name: effects.told(name) for name in names}
    assert told.pop(names[3]) == []
    assert set(map(tuple, told.values())) == {(("followed", post),)}
    assert effects.told("Jana") == [("followed", post), ("followed", late)]
