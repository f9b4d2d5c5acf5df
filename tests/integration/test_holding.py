"""Held texts: no effect before a moderator decided, the first time kept, the reason told."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from community import access
from community.access import Absent
from community.commands.boards import create_board
from community.commands.drafts import draft_edit, revise_draft
from community.commands.edits import edit_post
from community.commands.held_texts import revise_held, withdraw_held
from community.commands.hidings import hide_post
from community.commands.holding import approve_held, reject_held, return_held
from community.commands.notes import write_note
from community.commands.replies import reply
from community.commands.standing import set_role
from community.commands.threads import ask
from community.model.boards import Holding
from community.model.drafts import Draft, DraftState, Note
from community.model.members import Role
from community.model.obligations import ClosedBy, Obligation, ObligationKind
from community.model.posts import Post
from community.model.sign_ins import Scope
from community.model.threads import Thread
from community.policy.actors import GUEST
from tests.stories import answered, approved, asked, newest, owed_to, post_of, refused, replied, thread_of

WORDS = {"title": "No line since noon", "source": "Nothing works."}


def held(cast, who=None, board="held"):
    return cast.do(ask, who or cast.mara, board, **WORDS).draft_id


def reviews(cast):
    cast.session.rollback()
    return cast.session.scalars(select(Obligation).order_by(Obligation.id)).all()


def hold_in(cast, board="internet", how=Holding.all):
    ada = cast.ada

    def change(work, _):
        access.board(work.session, ada, board).holding = how

    cast.do(change, None)


def test_a_held_text_has_no_effect_but_a_review(cast):
    draft_id = held(cast)
    assert cast.session.scalar(select(func.count()).select_from(Thread)) == 0
    (review,) = reviews(cast)
    assert (review.kind, review.draft_id, review.owed_to_id) == (
        ObligationKind.review,
        draft_id,
        cast.mara.id,
    )


def test_once_approved_the_answer_is_owed_since_the_first_time(cast, turning_clock):
    draft_id = held(cast)
    before = reviews(cast)[0].due_since
    turning_clock.pass_by(days=1)
    post = cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    (row,) = cast.owed(post.thread_id)
    assert (row.kind, row.post_id, row.due_since) == (ObligationKind.answer, post.id, before)
    assert post.created_at - before > dt.timedelta(hours=23)
    assert (post.author_id, post.by_staff) == (cast.mara.id, False)


def test_who_may_not_decide(cast):
    draft_id = held(cast, cast.moritz)
    with refused("own_version"):
        cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    for who in (cast.svea, cast.mara, cast.jana):
        with refused("not_allowed"):
            cast.do(approve_held, who, draft_id, newest(cast, draft_id))
    with refused("sign_in"):
        cast.do(reject_held, GUEST, draft_id, newest(cast, draft_id), "spam")
    with refused("token_scope"):
        cast.do(approve_held, cast.actor("Ada", Scope.staff), draft_id, newest(cast, draft_id))
    with refused("reason_missing"):
        cast.do(reject_held, cast.ada, draft_id, newest(cast, draft_id), "")
    cast.do(approve_held, cast.ada, draft_id, newest(cast, draft_id))
    with refused("not_open"):
        cast.do(approve_held, cast.ada, draft_id, newest(cast, draft_id))


def test_a_moderator_does_not_let_staff_texts_out(cast):
    thread_id = asked(cast)
    draft = cast.do(draft_edit, cast.ada, cast.question(thread_id).id, source="Unread.")
    with pytest.raises(Absent):
        cast.do(approve_held, cast.moritz, draft.draft_id, newest(cast, draft.draft_id))
    with refused("not_open"):
        cast.do(approve_held, cast.ada, draft.draft_id, newest(cast, draft.draft_id))


def test_a_rejected_text_names_its_reason(cast):
    draft_id = held(cast)
    draft = cast.do(reject_held, cast.moritz, draft_id, newest(cast, draft_id), "Advertising")
    assert (draft.state, draft.decision) == (DraftState.rejected, "Advertising")
    (review,) = reviews(cast)
    assert (review.closed_by, review.closed_reason) == (ClosedBy.rejected, "Advertising")


def test_first_posts_are_held_until_one_was_published(cast):
    draft_id = held(cast, cast.nils, "newcomers")
    cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    thread = asked(cast, cast.nils, "newcomers")
    assert thread
    for post in (cast.question(1), cast.question(thread)):
        cast.do(hide_post, cast.moritz, post.id, "spam")
    assert held(cast, cast.nils, "newcomers"), "who was hidden is as new as before"


def test_a_held_reply_waits_with_what_it_asks_for(cast):
    thread_id = asked(cast)
    answered(cast, thread_id, asks_details=True)
    hold_in(cast)
    thanks = cast.do(reply, cast.mara, thread_id, source="Thanks.", only_thanks=True).draft_id
    assert thread_of(cast, thread_id).reply_count == 1
    assert owed_to(cast, thread_id, cast.mara)[0].paused_at is not None
    cast.do(approve_held, cast.moritz, thanks, newest(cast, thanks))
    first = owed_to(cast, thread_id, cast.mara)[0]
    assert (first.paused_at, first.closed_at) == (None, None)
    review = reviews(cast)[-1]
    assert review.closed_by is ClosedBy.reviewed
    more = cast.do(reply, cast.mara, thread_id, source="Still nothing.").draft_id
    post = cast.do(approve_held, cast.moritz, more, newest(cast, more))
    assert len(cast.owed(thread_id, post_id=post.id)) == 1


def test_a_held_reply_is_not_published_into_a_thread_out_of_sight(cast):
    thread_id = asked(cast)
    hold_in(cast)
    draft_id = cast.do(reply, cast.holger, thread_id, source="Here too.").draft_id
    cast.do(hide_post, cast.ada, cast.question(thread_id).id, "spam")
    with refused("thread_hidden"):
        cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    cast.do(reject_held, cast.moritz, draft_id, newest(cast, draft_id), "The question is gone")


def test_a_held_edit_changes_nothing_until_it_is_approved(cast):
    thread_id = asked(cast)
    question = cast.question(thread_id)
    hold_in(cast)
    draft_id = cast.do(edit_post, cast.mara, question.id, source="Changed.", key="k1").draft_id
    assert cast.do(edit_post, cast.mara, question.id, source="Changed.", key="k1").draft_id == draft_id
    with refused("edit_waiting"):
        cast.do(edit_post, cast.mara, question.id, source="Changed again.")
    with refused("edit_waiting"):
        cast.do(draft_edit, cast.ada, question.id, source="Ours.")
    assert post_of(cast, question.id).current_revision == 1
    cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    assert post_of(cast, question.id).current_revision == 2


def test_a_held_edit_does_not_undo_what_was_written_since(cast):
    thread_id = asked(cast)
    question = cast.question(thread_id)
    hold_in(cast)
    draft_id = cast.do(edit_post, cast.mara, question.id, source="Changed.").draft_id
    hold_in(cast, how=Holding.none)
    cast.do(edit_post, cast.mara, question.id, source="Changed at once.")
    with refused("changed"):
        cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))


def test_a_waiting_edit_of_the_team_is_not_told_and_not_undone(cast):
    thread_id = asked(cast)
    question = cast.question(thread_id)
    ours = cast.do(draft_edit, cast.ada, question.id, source="Without the number.").draft_id
    hold_in(cast)
    theirs = cast.do(edit_post, cast.mara, question.id, source="It works at night.").draft_id
    with refused("edit_waiting"):
        cast.do(edit_post, cast.mara, question.id, source="It works again.")
    approved(cast, ours)
    with refused("changed"):
        cast.do(approve_held, cast.moritz, theirs, newest(cast, theirs))
    assert post_of(cast, question.id).current_revision == 2


def test_a_held_text_stays_a_customers_though_its_author_joined(cast):
    draft_id = held(cast)
    cast.do(set_role, None, cast.ids["Mara"], Role.staff)
    post = cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    assert (post.by_staff, post.badge) == (False, None)


def test_one_sees_ones_own_held_text_and_nobody_elses(cast):
    draft_id = held(cast)
    assert access.draft(cast.session, cast.mara, draft_id).id == draft_id
    for who in (cast.holger, GUEST, cast.svea):
        with pytest.raises(Absent):
            access.draft(cast.session, who, draft_id)


def test_notes_are_for_staff_alone(cast):
    thread_id = asked(cast)
    with refused("not_allowed"):
        cast.do(write_note, cast.moritz, thread_id, "A note.")
    with refused("body_missing"):
        cast.do(write_note, cast.svea, thread_id, " ")
    with pytest.raises(Absent):
        cast.do(write_note, cast.svea, 999, "A note.")
    note = cast.do(write_note, cast.svea, thread_id, "Called *twice*.")
    assert "<em>twice</em>" in note.html
    assert cast.session.scalar(select(func.count()).select_from(Post)) == 1
    assert cast.session.scalars(select(Note.author_id)).one() == cast.svea.id


def test_who_may_not_make_a_board(cast):
    with refused("not_allowed"):
        cast.do(create_board, cast.jana, "Ours")
    with refused("name_missing"):
        cast.do(create_board, cast.ada, "  ")
    assert cast.do(create_board, cast.ada, "Ours").position > 1


def test_an_approved_draft_is_final(cast):
    thread_id = asked(cast)
    approved(
        cast, draft_id := cast.do(draft_edit, cast.ada, cast.question(thread_id).id, source="x").draft_id
    )
    assert cast.session.get_one(Draft, draft_id).state is DraftState.published
    assert replied(cast, thread_id)


@pytest.mark.parametrize("decide", [approve_held, return_held, reject_held])
def test_nobody_decides_on_other_words_than_they_read(cast, decide):
    draft_id = cast.do(ask, cast.mara, "held", title="Which router?", source="The grey one.").draft_id
    read = newest(cast, draft_id)
    cast.do(revise_held, cast.mara, draft_id, source="Buy at spam.example.", after=read)
    reason = () if decide is approve_held else ("spam",)
    with refused("changed"):
        cast.do(decide, cast.moritz, draft_id, read, *reason)
    cast.do(decide, cast.moritz, draft_id, newest(cast, draft_id), *reason)


def test_a_returned_text_rests_and_comes_again_due_since_the_first_time(cast, turning_clock):
    draft_id = held(cast)
    began = reviews(cast)[0].due_since
    with refused("reason_missing"):
        cast.do(return_held, cast.moritz, draft_id, newest(cast, draft_id), " ")
    cast.do(return_held, cast.moritz, draft_id, newest(cast, draft_id), "Please leave out the number.")
    (review,) = reviews(cast)
    assert review.closed_at is None and review.paused_at is not None
    with refused("not_open"):
        cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    turning_clock.pass_by(days=3)
    first = newest(cast, draft_id)
    cast.do(revise_held, cast.mara, draft_id, source="Nothing works here.", after=first)
    (review,) = reviews(cast)
    assert review.paused_at is None and dt.timedelta(0) <= review.due_since - began - dt.timedelta(days=3)
    with refused("changed"):
        cast.do(revise_held, cast.mara, draft_id, source="Again.", after=first)
    post = cast.do(approve_held, cast.moritz, draft_id, newest(cast, draft_id))
    assert thread_of(cast, post.thread_id).title == WORDS["title"]


def test_only_its_author_changes_or_withdraws_a_held_text(cast):
    draft_id = held(cast)
    after = newest(cast, draft_id)
    for who in (cast.holger, cast.moritz):
        with pytest.raises(Absent):
            cast.do(revise_held, who, draft_id, source="Mine now.", after=after)
        with pytest.raises(Absent):
            cast.do(withdraw_held, who, draft_id)
    with refused("not_allowed"):
        cast.do(revise_held, cast.ada, draft_id, source="Ours now.", after=after)
    cast.do(return_held, cast.moritz, draft_id, newest(cast, draft_id), "Why?")
    with refused("not_open"):
        cast.do(revise_draft, cast.ada, draft_id, after=1, source="Ours now.")
    cast.do(withdraw_held, cast.mara, draft_id)
    (review,) = reviews(cast)
    assert (review.closed_by, review.closed_by_member_id) == (ClosedBy.withdrawn, cast.mara.id)
    with refused("not_open"):
        cast.do(withdraw_held, cast.mara, draft_id)


def test_a_board_can_hold_links_of_those_it_does_not_trust(cast):
    asked(cast)
    hold_in(cast, how=Holding.links)
    link = {"title": "Look at this page", "source": "It says so on www.example.org today."}
    assert cast.do(ask, cast.mara, "internet", title="Plain words again", source="Nothing else.").post_id
    assert cast.do(ask, cast.mara, "internet", **link).draft_id
    assert cast.do(ask, cast.nils, "internet", title="My first words", source="Hello.").draft_id
    assert [draft.held_because for draft in cast.session.scalars(select(Draft).order_by(Draft.id))] == [
        "links",
        "first_post",
    ]
    assert cast.do(ask, cast.rolf, "internet", **link).draft_id
    asked(cast, cast.rolf, board="several")
    assert cast.do(ask, cast.rolf, "internet", **link).post_id
