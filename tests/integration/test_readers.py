"""Votes, "me too", follows, bookmarks, ignored members, visits and views: once each, counted truly."""

import pytest
from sqlalchemy import func, select

from community.access import Absent
from community.commands.affected import be_affected, be_affected_no_more
from community.commands.boards import tag_named
from community.commands.bookmarks import add_bookmark, remove_bookmark
from community.commands.follows import (
    follow_board,
    follow_tag,
    follow_thread,
    unfollow_board,
    unfollow_tag,
    unfollow_thread,
)
from community.commands.helpful_votes import find_helpful, find_helpful_no_more
from community.commands.hidings import hide_post
from community.commands.ignoring import ignore_member, ignore_member_no_more
from community.commands.views import count_view, tally_views
from community.commands.visits import mark_board_read, mark_thread_read
from community.model.readers import (
    Affected,
    BoardFollow,
    Bookmark,
    Following,
    HelpfulVote,
    Ignored,
    TagFollow,
    ThreadFollow,
    ThreadView,
    ThreadVisit,
    ViewSalt,
)
from community.model.threads import ThreadKind
from community.policy.actors import GUEST
from community.queries.check import check
from tests.stories import answered, asked, post_of, refused, replied, thread_of


def rows(cast, table):
    cast.session.rollback()
    return cast.session.scalar(select(func.count()).select_from(table))


def following(cast, thread_id):
    """Who follows a thread, and why."""
    cast.session.rollback()
    names = {number: name for name, number in cast.ids.items()}
    found = cast.session.scalars(
        select(ThreadFollow).filter_by(thread_id=thread_id).execution_options(populate_existing=True)
    )
    return {names[row.member_id]: row.following for row in found}


def sound(cast):
    cast.session.rollback()
    return list(check(cast.session)) == []


def test_a_vote_counts_once_and_can_be_taken_back(cast):
    post = answered(cast, asked(cast))
    for _ in range(2):
        cast.do(find_helpful, cast.mara, post)
    cast.do(find_helpful, cast.holger, post)
    assert post_of(cast, post).score == 2
    for _ in range(2):
        cast.do(find_helpful_no_more, cast.mara, post)
    assert post_of(cast, post).score == 1
    assert sound(cast)


def test_who_may_not_vote(cast):
    thread = asked(cast)
    post = replied(cast, thread)
    for actor, code in ((GUEST, "sign_in"), (cast.jana, "not_allowed"), (cast.holger, "own_helpful")):
        with refused(code):
            cast.do(find_helpful, actor, post)
    with refused("not_an_answer"):
        cast.do(find_helpful, cast.holger, cast.question(thread).id)
    cast.do(hide_post, cast.ada, post, "spam")
    with pytest.raises(Absent):
        cast.do(find_helpful, cast.nils, post)
    with refused("hidden"):
        cast.do(find_helpful, cast.moritz, post)
    assert rows(cast, HelpfulVote) == 0


def test_me_too_counts_each_person_once_and_follows(cast):
    thread = asked(cast)
    for _ in range(2):
        cast.do(be_affected, cast.holger, thread)
    assert thread_of(cast, thread).affected_count == 1
    assert following(cast, thread) == {"Mara": Following.wrote, "Holger": Following.affected}
    for _ in range(2):
        cast.do(be_affected_no_more, cast.holger, thread)
    assert thread_of(cast, thread).affected_count == 0
    assert following(cast, thread) == {"Mara": Following.wrote}
    assert sound(cast)


def test_me_too_taken_back_leaves_what_was_chosen(cast):
    thread = asked(cast)
    cast.do(follow_thread, cast.holger, thread)
    cast.do(be_affected, cast.holger, thread)
    cast.do(be_affected_no_more, cast.holger, thread)
    assert following(cast, thread)["Holger"] is Following.chosen


def test_who_has_no_problem_too(cast):
    thread = asked(cast)
    for actor, code in ((GUEST, "sign_in"), (cast.svea, "not_allowed"), (cast.mara, "own_question")):
        with refused(code):
            cast.do(be_affected, actor, thread)
    talk = asked(cast, kind=ThreadKind.discussion)
    with refused("not_a_question"):
        cast.do(be_affected, cast.holger, talk)
    cast.do(hide_post, cast.ada, cast.question(thread).id, "spam")
    with refused("thread_hidden"):
        cast.do(be_affected, cast.moritz, thread)
    assert rows(cast, Affected) == 0


def test_writers_follow_until_they_say_otherwise(cast):
    thread = asked(cast)
    replied(cast, thread)
    answered(cast, thread)
    assert following(cast, thread) == dict.fromkeys(("Mara", "Holger", "Svea"), Following.wrote)
    cast.do(unfollow_thread, cast.holger, thread)
    replied(cast, thread)
    assert following(cast, thread)["Holger"] is Following.off
    cast.do(follow_thread, cast.holger, thread)
    assert following(cast, thread)["Holger"] is Following.chosen


def test_boards_and_tags_are_followed_once(cast):
    with pytest.raises(Absent):
        cast.do(follow_tag, cast.mara, "kupfer")
    for _ in range(2):
        cast.do(follow_board, cast.mara, "internet")
    assert rows(cast, BoardFollow) == 1
    cast.do(unfollow_board, cast.mara, "internet")
    assert rows(cast, BoardFollow) == 0
    with pytest.raises(Absent):
        cast.do(follow_board, cast.mara, "staff")
    with refused("sign_in"):
        cast.do(follow_board, GUEST, "internet")
    assert rows(cast, TagFollow) == 0


def test_a_tag_seen_nowhere_is_absent_and_one_in_use_can_be_followed(cast):
    cast.do(lambda work, _: tag_named(work, "Kupfer"), None)
    with pytest.raises(Absent):
        cast.do(follow_tag, cast.holger, "kupfer")
    asked(cast, tags=["kupfer"])
    cast.do(follow_tag, cast.holger, "kupfer")
    assert rows(cast, TagFollow) == 1
    cast.do(unfollow_tag, cast.holger, "kupfer")
    assert rows(cast, TagFollow) == 0


def test_bookmarks_are_kept_once_and_given_up(cast):
    post = replied(cast, asked(cast))
    for _ in range(2):
        cast.do(add_bookmark, cast.jana, post)
    assert rows(cast, Bookmark) == 1
    cast.do(remove_bookmark, cast.jana, post)
    assert rows(cast, Bookmark) == 0
    with refused("sign_in"):
        cast.do(add_bookmark, GUEST, post)


def test_customers_ignore_customers_and_never_the_team(cast):
    for _ in range(2):
        cast.do(ignore_member, cast.mara, "holger")
    assert rows(cast, Ignored) == 1
    for actor, name, code in (
        (cast.mara, "Jana", "ignore_team"),
        (cast.mara, "Mara", "ignore_self"),
        (cast.jana, "Holger", "not_allowed"),
        (GUEST, "Holger", "sign_in"),
    ):
        with refused(code):
            cast.do(ignore_member, actor, name)
    cast.do(ignore_member_no_more, cast.mara, "Holger")
    assert rows(cast, Ignored) == 0


def visit(cast, who, thread_id):
    cast.session.rollback()
    return cast.session.get(ThreadVisit, (who.id, thread_id), populate_existing=True)


def test_a_visit_goes_forward_only(cast):
    thread = asked(cast)
    _, second, last = (replied(cast, thread) for _ in range(3))
    cast.do(mark_thread_read, cast.nils, thread, second)
    assert visit(cast, cast.nils, thread).number == 3
    cast.do(mark_thread_read, cast.nils, thread, cast.question(thread).id)
    assert visit(cast, cast.nils, thread).number == 3
    cast.do(mark_thread_read, cast.nils, thread, last + 99)
    seen = visit(cast, cast.nils, thread)
    assert (seen.number, seen.read_until) == (4, thread_of(cast, thread).last_post_at)
    cast.do(mark_thread_read, cast.nils, thread, 0)
    with refused("sign_in"):
        cast.do(mark_thread_read, GUEST, thread, 1)
    with refused("sign_in"):
        cast.do(mark_board_read, GUEST, "internet")


def test_a_reader_is_counted_once_a_day_and_forgotten_after_it(cast, turning_clock):
    thread = asked(cast)
    first = [cast.do(count_view, GUEST, thread, browser) for browser in ("a", "a", "b")]
    assert first == [True, False, True]
    assert [cast.do(count_view, cast.mara, thread, browser) for browser in ("a", "c")] == [True, False]
    cast.do(lambda work, _: tally_views(work), None)
    assert (thread_of(cast, thread).view_count, rows(cast, ThreadView)) == (0, 3)
    turning_clock.pass_by(days=1)
    assert cast.do(count_view, GUEST, thread, "a")
    assert cast.do(lambda work, _: tally_views(work), None) == 3
    assert thread_of(cast, thread).view_count == 3
    assert (rows(cast, ThreadView), rows(cast, ViewSalt)) == (1, 1)
    with pytest.raises(Absent):
        cast.do(count_view, GUEST, 999, "a")


def test_two_days_know_the_same_reader_by_different_hashes(cast, turning_clock):
    thread, known = asked(cast), set()
    for _ in range(3):
        cast.do(count_view, GUEST, thread, "192.0.2.7 Firefox")
        turning_clock.pass_by(days=1)
    known = set(cast.session.scalars(select(ThreadView.reader)))
    assert len(known) == 3
    assert not any("192.0.2.7" in reader or "Firefox" in reader for reader in known)
