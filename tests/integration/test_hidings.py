"""Taking posts out of sight and bringing them back: who may, and the places and counters after it."""

import pytest
from sqlalchemy import select

from community import access
from community.access import Absent
from community.commands.edits import edit_post
from community.commands.hidings import hide_post, restore_post, show_post, withdraw_post
from community.commands.standing import set_role
from community.model.members import Role
from community.model.posts import Hiding, Post
from community.policy.actors import GUEST
from community.queries.check import check
from tests.stories import answered, asked, post_of, refused, replied, thread_of


def places(cast, thread_id):
    cast.session.rollback()
    found = select(Post.number, Post.place).where(Post.thread_id == thread_id).order_by(Post.number)
    return dict(cast.session.execute(found).all())


def test_places_stay_dense_and_numbers_stay_given(cast):
    thread_id = asked(cast)
    two, three, four = (replied(cast, thread_id, who) for who in (cast.holger, cast.rolf, cast.nils))
    cast.do(hide_post, cast.moritz, three, "spam")
    assert places(cast, thread_id) == {1: 1, 2: 2, 3: None, 4: 3}
    replied(cast, thread_id)
    cast.do(hide_post, cast.moritz, two, "spam")
    assert places(cast, thread_id) == {1: 1, 2: None, 3: None, 4: 2, 5: 3}
    cast.do(show_post, cast.moritz, three)
    assert places(cast, thread_id) == {1: 1, 2: None, 3: 2, 4: 3, 5: 4}
    cast.do(show_post, cast.moritz, two)
    assert places(cast, thread_id) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
    assert four


def test_counters_and_the_last_word_follow(cast):
    thread_id = asked(cast)
    replied(cast, thread_id)
    post_id = answered(cast, thread_id)
    cast.do(hide_post, cast.moritz, post_id, "wrong")
    thread = thread_of(cast, thread_id)
    assert (thread.reply_count, thread.staff_reply_count, thread.other_reply_count) == (1, 0, 1)
    assert (thread.last_author_id, thread.last_badge) == (cast.holger.id, None)
    cast.do(show_post, cast.moritz, post_id)
    thread = thread_of(cast, thread_id)
    assert (thread.staff_reply_count, thread.last_badge) == (1, "Team Bielefeld")


def test_who_may_not_hide(cast):
    post_id = replied(cast, asked(cast), cast.moritz)
    for who in (cast.mara, cast.svea, cast.jana, cast.rolf):
        with refused("not_allowed"):
            cast.do(hide_post, who, post_id, "spam")
        with refused("not_allowed"):
            cast.do(show_post, who, post_id)
    with refused("sign_in"):
        cast.do(hide_post, GUEST, post_id, "spam")
    with refused("own_post"):
        cast.do(hide_post, cast.moritz, post_id, "spam")
    with refused("reason_missing"):
        cast.do(hide_post, cast.ada, post_id, "\n")
    with refused("not_hidden"):
        cast.do(show_post, cast.ada, post_id)
    cast.do(hide_post, cast.ada, post_id, "spam")
    with refused("already_hidden"):
        cast.do(hide_post, cast.ada, post_id, "spam")
    with refused("own_post"):
        cast.do(show_post, cast.moritz, post_id)


def test_a_hidden_post_is_absent_to_those_who_may_not_know_of_it(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(hide_post, cast.moritz, post_id, "spam", delete=True)
    for who in (cast.holger, cast.mara, GUEST):
        with pytest.raises(Absent):
            access.post(cast.session, who, post_id)
    for who in (cast.moritz, cast.svea):
        assert access.post(cast.session, who, post_id)[0].id == post_id
    assert cast.session.scalars(select(Hiding.kind)).one() == "deleted"
    cast.session.rollback()
    cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "spam")
    with pytest.raises(Absent):
        access.thread(cast.session, cast.mara, thread_id)
    assert access.thread(cast.session, cast.moritz, thread_id)


def test_withdrawing_ones_own(cast):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    with refused("not_yours"):
        cast.do(withdraw_post, cast.mara, post_id)
    with refused("not_allowed"):
        cast.do(withdraw_post, cast.svea, post_id)
    with refused("already_answered"):
        cast.do(withdraw_post, cast.mara, cast.question(thread_id).id)
    cast.do(withdraw_post, cast.holger, post_id)
    with refused("already_hidden"):
        cast.do(withdraw_post, cast.holger, post_id)
    with refused("not_hidden"):
        cast.do(show_post, cast.moritz, post_id)
    cast.do(withdraw_post, cast.mara, cast.question(thread_id).id)
    with pytest.raises(Absent):
        access.thread(cast.session, cast.holger, thread_id)
    assert access.thread(cast.session, cast.mara, thread_id).id == thread_id


def test_who_left_the_company_does_not_withdraw_its_words(cast):
    post_id = answered(cast, asked(cast))
    cast.do(set_role, None, cast.ids["Svea"], Role.customer)
    with refused("not_yours"):
        cast.do(withdraw_post, cast.svea, post_id)
    assert post_of(cast, post_id).place == 2


def test_editing_ones_own(cast):
    thread_id = asked(cast)
    question = cast.question(thread_id)
    post_id = replied(cast, thread_id, cast.moritz)
    with refused("not_yours"):
        cast.do(edit_post, cast.holger, question.id, source="Mine.")
    with refused("sign_in"):
        cast.do(edit_post, GUEST, question.id, source="Mine.")
    cast.do(edit_post, cast.mara, question.id, source="More.", title="No line in Kiel", after=1)
    assert (thread_of(cast, thread_id).title, thread_of(cast, thread_id).slug) == (
        "No line in Kiel",
        "no-line-in-kiel",
    )
    with refused("changed"):
        cast.do(edit_post, cast.mara, question.id, source="More.", after=1)
    cast.do(hide_post, cast.ada, post_id, "spam")
    with refused("hidden"):
        cast.do(edit_post, cast.moritz, post_id, source="Again.")


def test_a_moderator_does_not_edit_an_own_question_out_of_sight(cast):
    thread_id = asked(cast, cast.moritz)
    question = cast.question(thread_id)
    cast.do(hide_post, cast.ada, question.id, "spam")
    with refused("hidden"):
        cast.do(edit_post, cast.moritz, question.id, source="Again.")


def test_what_was_withdrawn_comes_back_as_it_was_with_what_is_owed(cast):
    thread = asked(cast)
    first = replied(cast, thread, affects_me_too=True)
    replied(cast, thread, cast.nils)
    before = thread_of(cast, thread).reply_count, [row.id for row in cast.owed(thread)]
    cast.do(withdraw_post, cast.holger, first)
    assert len(cast.owed(thread)) == 1
    cast.do(restore_post, cast.holger, first)
    assert (thread_of(cast, thread).reply_count, [row.id for row in cast.owed(thread)]) == before
    assert post_of(cast, first).place == 2
    assert list(check(cast.session)) == []


def test_a_withdrawn_question_comes_back_and_is_owed_an_answer(cast):
    thread = asked(cast)
    question = cast.question(thread).id
    cast.do(withdraw_post, cast.mara, question)
    assert cast.owed(thread) == []
    with pytest.raises(Absent):
        cast.do(restore_post, cast.holger, question)
    cast.do(restore_post, cast.mara, question)
    assert len(cast.owed(thread)) == 1
    assert list(check(cast.session)) == []


def test_only_what_one_withdrew_oneself_can_be_restored(cast):
    thread = asked(cast)
    post = replied(cast, thread)
    with refused("not_withdrawn"):
        cast.do(restore_post, cast.holger, post)
    with refused("not_yours"):
        cast.do(restore_post, cast.nils, post)
    with refused("sign_in"):
        cast.do(restore_post, GUEST, post)
    cast.do(hide_post, cast.ada, post, "spam")
    with pytest.raises(Absent):
        cast.do(restore_post, cast.holger, post)
    other = replied(cast, thread, cast.moritz)
    cast.do(hide_post, cast.ada, other, "spam")
    with refused("not_withdrawn"):
        cast.do(restore_post, cast.moritz, other)
