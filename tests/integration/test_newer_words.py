"""What a customer wrote or changed after a version: nobody approves past it, whichever way the approval comes."""

import pytest

from community.commands.drafts import draft_edit
from community.commands.edits import edit_post
from community.commands.hidings import withdraw_post
from community.commands.holding import approve_held
from community.commands.obligations import waive_answer
from community.commands.readings import approve_version
from community.commands.replies import reply
from community.commands.threads import ask
from community.model.posts import PostRevision
from tests.stories import EVERYTHING, approved, asked, drafted, newest, post_of, refused, replied


def words_of(cast, post_id):
    """Return the version that a post shows."""
    live = cast.session.get_one(PostRevision, (post_id, post_of(cast, post_id).current_revision))
    cast.session.rollback()
    return live.version_id


def changed(cast, post_id, who=None, source="It works at night.", **named):
    """Let a customer (Mara) change a post and return it."""
    return cast.do(edit_post, who or cast.mara, post_id, source=source, **named).post_id


def test_nobody_approves_past_a_newer_word_of_who_waits(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    later = replied(cast, thread_id, cast.mara, source="It works again.")
    version = newest(cast, draft_id)
    for seen in ((), {words_of(cast, cast.question(thread_id).id), version}):
        with refused("newer_words"):
            cast.do(approve_version, cast.jana, draft_id, version, seen=seen)
    assert cast.do(approve_version, cast.jana, draft_id, version, seen={words_of(cast, later)}).post_id


def test_nobody_approves_past_a_changed_question(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    question = changed(cast, cast.question(thread_id).id)
    version = newest(cast, draft_id)
    opened = {words_of(cast, question)}
    changed(cast, question, source="It works again.", title="No line until noon")
    for seen in ((), opened):
        with refused("changed_words"):
            cast.do(approve_version, cast.jana, draft_id, version, seen=seen)
    assert cast.do(approve_version, cast.jana, draft_id, version, seen={words_of(cast, question)}).post_id


@pytest.mark.parametrize("who", ["Mara", "Holger"])
def test_nobody_approves_past_a_changed_reply(cast, who):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id, cast.actor(who))
    draft_id = drafted(cast, thread_id)
    changed(cast, post_id, cast.actor(who))
    with refused("changed_words"):
        cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id))
    assert approved(cast, draft_id)


def test_an_opened_word_that_changes_is_opened_anew(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    later = replied(cast, thread_id, cast.mara, source="It works again.")
    opened = {words_of(cast, later)}
    changed(cast, later, source="It does not.")
    with refused("changed_words"):
        cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id), seen=opened)


def test_a_change_that_was_held_counts_from_its_release(cast):
    held = cast.do(ask, cast.mara, "held", title="No line", source="Nothing works.").draft_id
    question = cast.do(approve_held, cast.moritz, held, newest(cast, held))
    change = cast.do(edit_post, cast.mara, question.id, source="It works at night.").draft_id
    draft_id = drafted(cast, question.thread_id)
    cast.do(approve_held, cast.moritz, change, newest(cast, change))
    with refused("changed_words"):
        cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id))


def test_a_change_by_the_team_holds_up_nothing_and_covers_no_customers(cast):
    thread_id = asked(cast)
    question = cast.question(thread_id).id
    first, second = drafted(cast, thread_id), drafted(cast, thread_id)
    approved(cast, cast.do(draft_edit, cast.ada, question, source="Without the number.").draft_id)
    assert cast.do(approve_version, cast.jana, first, newest(cast, first)).post_id
    changed(cast, question)
    approved(cast, cast.do(draft_edit, cast.ada, question, source="At night, without the number.").draft_id)
    with refused("changed_words"):
        cast.do(approve_version, cast.jana, second, newest(cast, second))


def test_each_reader_opens_it(cast):
    thread_id = asked(cast, board="six-eyes")
    draft_id = drafted(cast, thread_id)
    replied(cast, thread_id, cast.mara)
    version = newest(cast, draft_id)
    cast.do(approve_version, cast.jana, draft_id, version, seen=EVERYTHING)
    with refused("newer_words"):
        cast.do(approve_version, cast.ole, draft_id, version)


def test_thanks_of_who_asked_are_opened_too(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    cast.do(reply, cast.mara, thread_id, source="Solved, thank you.", only_thanks=True)
    with refused("newer_words"):
        cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id))


def test_words_of_others_nobody_waits_for_hold_up_nothing(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    cast.do(reply, cast.holger, thread_id, source="Here it works.")
    replied(cast, thread_id, cast.rolf, affects_me_too=True)
    (_, waived) = cast.owed(thread_id)
    cast.do(waive_answer, cast.svea, waived.id, "Said twice.")
    assert cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id)).post_id


def test_what_was_taken_back_holds_up_nothing(cast):
    thread_id = asked(cast)
    draft_id = drafted(cast, thread_id)
    cast.do(withdraw_post, cast.mara, changed(cast, replied(cast, thread_id, cast.mara)))
    assert cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id)).post_id


def test_what_was_written_before_the_version_is_in_it(cast):
    thread_id = asked(cast)
    replied(cast, thread_id, cast.mara)
    changed(cast, cast.question(thread_id).id)
    draft_id = drafted(cast, thread_id)
    assert cast.do(approve_version, cast.jana, draft_id, newest(cast, draft_id)).post_id
