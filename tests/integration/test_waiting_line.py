"""Who waits sees how far the answer is, and no word of it; nobody else sees that there is a draft."""

import pytest

from community.commands.drafts import draft_reply
from community.commands.readings import return_version
from community.policy.actors import GUEST
from community.queries.clocks import ANSWER_TARGET
from community.queries.thread_page import thread_page
from tests.stories import approved, asked, drafted, newest, replied

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def line(cast, thread_id, who):
    cast.session.rollback()
    return thread_page(cast.session, who, thread_id).line


def step(cast, thread_id, who=None):
    found = line(cast, thread_id, who or cast.mara)
    return found and found.step


def test_an_answer_goes_its_way_step_by_step(cast, turning_clock):
    thread_id = asked(cast)
    assert step(cast, thread_id) == "received"
    draft_id = drafted(cast, thread_id)
    assert step(cast, thread_id) == "read"
    cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "Which lamp?")
    assert step(cast, thread_id) == "written"
    second = drafted(cast, thread_id)
    assert step(cast, thread_id) == "read"
    approved(cast, second)
    assert line(cast, thread_id, cast.mara) is None


def test_others_see_nothing_of_it(cast):
    thread_id = asked(cast)
    drafted(cast, thread_id)
    for who in (cast.holger, cast.svea, GUEST):
        assert line(cast, thread_id, who) is None


def test_a_draft_for_somebody_else_is_not_on_ones_own_line(cast):
    thread_id = asked(cast)
    replied(cast, thread_id, cast.holger, affects_me_too=True)
    mine = next(row.id for row in cast.owed(thread_id) if row.owed_to_id == cast.holger.id)
    cast.do(draft_reply, cast.svea, thread_id, source="Hello Holger.", obligations=(mine,))
    assert (step(cast, thread_id, cast.holger), step(cast, thread_id)) == ("read", "received")


def test_the_aim_is_named_until_it_is_past_and_not_while_details_are_missing(cast, turning_clock):
    thread_id = asked(cast)
    found = line(cast, thread_id, cast.mara)
    assert found.due_at == found.since + ANSWER_TARGET
    approved(cast, drafted(cast, thread_id, asks_details=True))
    found = line(cast, thread_id, cast.mara)
    assert (found.step, found.due_at) == ("asked", None)
    replied(cast, thread_id, cast.mara)
    turning_clock.pass_by(days=1)
    assert line(cast, thread_id, cast.mara).due_at is None
