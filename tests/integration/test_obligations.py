"""Nobody left waiting: what opens, pauses, closes and reopens what people are owed."""

import datetime as dt

import pytest
from sqlalchemy import select

from community.access import Absent
from community.commands.drafts import revise_draft
from community.commands.hidings import hide_post
from community.commands.obligations import contradict_waiver, say_helped, waive_answer
from community.model.obligations import ClosedBy, Obligation, OpenedBy
from community.model.threads import DetailsRequest
from community.policy.actors import GUEST
from tests.integration.owing import history, the_one
from tests.stories import answered, approved, asked, drafted, refused, replied


def test_a_published_answer_closes_what_the_asker_is_owed(cast):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id)
    row = the_one(cast, thread_id)
    assert (row.closed_by, row.closed_post_id) == (ClosedBy.answered, post_id)
    assert history(cast, row) == [("opened", "question"), ("closed", "answered")]


def test_a_customers_answer_closes_nothing(cast):
    thread_id = asked(cast)
    replied(cast, thread_id)
    assert cast.owed(thread_id)


def test_a_reply_answers_only_whom_it_names(cast):
    thread_id = asked(cast)
    replied(cast, thread_id, affects_me_too=True)
    approved(cast, drafted(cast, thread_id))
    assert [row.owed_to_id for row in cast.owed(thread_id)] == [cast.holger.id]
    approved(cast, drafted(cast, thread_id, obligations=[the_one(cast, thread_id, cast.holger).id, 999]))
    assert cast.owed(thread_id) == []


def test_a_reply_that_names_nobody_closes_nothing(cast):
    thread_id = asked(cast)
    approved(cast, drafted(cast, thread_id, obligations=[]))
    assert len(cast.owed(thread_id)) == 1


def test_by_default_whoever_waits_longest_is_meant_where_nothing_is_owed_to_the_asker(cast):
    thread_id = asked(cast)
    answered(cast, thread_id)
    replied(cast, thread_id, cast.rolf, affects_me_too=True)
    replied(cast, thread_id, affects_me_too=True)
    answered(cast, thread_id)
    assert [row.owed_to_id for row in cast.owed(thread_id)] == [cast.holger.id]


def test_another_threads_obligation_cannot_be_named(cast):
    thread_id, other = asked(cast), asked(cast)
    approved(
        cast, drafted(cast, thread_id, obligations=[the_one(cast, thread_id).id, the_one(cast, other).id])
    )
    assert len(cast.owed(other)) == 1


def test_what_is_posted_while_a_draft_waits_stays_open(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    later = replied(cast, thread_id, cast.mara)
    approved(cast, draft_id)
    assert [row.post_id for row in cast.owed(thread_id)] == [later]


def test_a_new_version_may_name_what_came_later(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    replied(cast, thread_id, cast.mara)
    named = [row.id for row in cast.owed(thread_id)]
    cast.do(revise_draft, cast.svea, draft_id, after=1, source="Both.", obligations=named)
    approved(cast, draft_id)
    assert cast.owed(thread_id) == []


def test_details_pause_the_clock_until_the_owner_posts(cast, turning_clock):
    thread_id = asked(cast)
    before = the_one(cast, thread_id).due_since
    answered(cast, thread_id, asks_details=True)
    row = the_one(cast, thread_id)
    assert (row.closed_at, row.paused_at is not None) == (None, True)
    turning_clock.pass_by(days=3)
    replied(cast, thread_id)
    assert the_one(cast, thread_id).paused_at is not None
    replied(cast, thread_id, cast.mara, only_thanks=True)
    row = the_one(cast, thread_id)
    assert row.paused_at is None
    assert row.due_since - before > dt.timedelta(days=3)
    assert row.opened_at == before
    assert cast.session.scalars(select(DetailsRequest.met_at)).one() is not None
    assert [what for what, _ in history(cast, row)] == ["opened", "paused", "resumed"]


def test_details_asked_for_twice_are_one_request(cast):
    thread_id = asked(cast)
    answered(cast, thread_id, asks_details=True)
    answered(cast, thread_id, asks_details=True)
    assert len(cast.session.scalars(select(DetailsRequest)).all()) == 1
    answered(cast, thread_id)
    assert cast.owed(thread_id) == []


def test_a_clock_runs_on_when_nobody_can_see_that_details_are_asked_for(cast):
    thread_id = asked(cast)
    post_id = answered(cast, thread_id, asks_details=True)
    cast.do(hide_post, cast.moritz, post_id, "wrong")
    assert the_one(cast, thread_id).paused_at is None
    assert cast.session.scalars(select(DetailsRequest.met_at)).one() is not None


def test_a_waiver_names_a_person_and_a_reason_and_is_contradicted_with_one_click(cast):
    thread_id = asked(cast)
    row = the_one(cast, thread_id)
    with refused("not_allowed"):
        cast.do(waive_answer, cast.moritz, row.id, "Solved by itself")
    with refused("reason_missing"):
        cast.do(waive_answer, cast.svea, row.id, " ")
    with refused("not_open"):
        cast.do(contradict_waiver, cast.mara, row.id)
    cast.do(waive_answer, cast.svea, row.id, "Solved by itself")
    with refused("not_open"):
        cast.do(waive_answer, cast.svea, row.id, "Again")
    row = the_one(cast, thread_id)
    assert (row.closed_by, row.closed_by_member_id, row.closed_reason) == (
        ClosedBy.needs_no_answer,
        cast.svea.id,
        "Solved by itself",
    )
    for stranger in (cast.holger, cast.rolf):
        with pytest.raises(Absent):
            cast.do(contradict_waiver, stranger, row.id)
    with refused("sign_in"):
        cast.do(contradict_waiver, GUEST, row.id)
    with refused("not_allowed"):
        cast.do(contradict_waiver, cast.svea, row.id)
    before = row.due_since
    cast.do(contradict_waiver, cast.mara, row.id)
    row = the_one(cast, thread_id)
    assert (row.closed_at, row.closed_reason, row.due_since) == (None, "", before)


def test_a_review_is_not_waived(cast):
    thread_id = asked(cast)
    held = asked(cast, board="held")
    assert held == 0
    review = cast.session.scalars(select(Obligation).where(Obligation.opened_by == OpenedBy.held_text)).one()
    with refused("not_open"):
        cast.do(waive_answer, cast.svea, review.id, "No need")
    assert cast.owed(thread_id)


def test_saying_that_it_helped_closes_ones_own(cast):
    thread_id = asked(cast)
    with refused("not_answered"):
        cast.do(say_helped, cast.mara, thread_id)
    replied(cast, thread_id, affects_me_too=True)
    with refused("not_allowed"):
        cast.do(say_helped, cast.svea, thread_id)
    assert cast.do(say_helped, cast.mara, thread_id) == 1
    assert [row.owed_to_id for row in cast.owed(thread_id)] == [cast.holger.id]
    assert the_one(cast, thread_id).closed_by is ClosedBy.helped
    assert cast.do(say_helped, cast.mara, thread_id) == 0
