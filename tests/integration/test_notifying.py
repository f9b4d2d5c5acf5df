"""Notifications and mails: who hears of what, once, and never of what they may not see any more."""

import pytest

from community.commands.hidings import hide_post, show_post, withdraw_post
from community.commands.holding import reject_held
from community.commands.members import register
from community.commands.notifications import mark_all_read
from community.commands.obligations import contradict_waiver, waive_answer
from community.commands.password_changes import request_reset
from community.commands.readings import return_version
from community.commands.solutions import accept_solution, remove_solution
from community.effects.outbox import drain
from community.mail.mailer import Undeliverable
from community.mail.translating import translator
from community.model.boards import Board, Visibility
from community.model.members import Member
from community.model.records import OutboxRow
from community.model.sign_ins import Purpose
from community.queries.one_time_links import link_works
from community.work import unit_of_work
from tests.effects import outbox, repeat
from tests.stories import answered, asked, drafted, newest, replied


def test_a_reply_reaches_the_asker_and_who_wrote_there_but_not_its_author(cast, effects):
    thread_id = asked(cast)
    first = replied(cast, thread_id)
    second = replied(cast, thread_id, cast.rolf)
    effects.follow()
    assert effects.told("Mara") == [("reply", first), ("reply", second)]
    assert effects.told("Holger") == [("reply", second)]
    assert effects.told("Rolf") == effects.told("Nils") == []


def test_the_team_answers_and_hears_as_everybody_does(cast, effects):
    thread_id = asked(cast)
    answer = answered(cast, thread_id)
    again = replied(cast, thread_id, cast.mara)
    effects.follow()
    assert effects.told("Mara") == [("reply", answer)]
    assert effects.told("Svea") == [("reply", again)]
    assert effects.told("Jana") == []


def test_told_again_it_looks_as_if_it_was_told_once(cast, effects):
    thread_id = asked(cast)
    cast.do(accept_solution, cast.mara, replied(cast, thread_id))
    effects.follow()
    before = effects.told("Mara"), effects.told("Holger")
    repeat(cast)
    effects.follow()
    assert (effects.told("Mara"), effects.told("Holger")) == before
    assert [(row.attempts, row.error) for row in outbox(cast) if row.attempts or row.error] == []
    assert sorted(to for to, _ in effects.letterbox.sent) == ["holger@example.org", "mara@example.org"]


def test_nobody_hears_of_what_was_hidden_before(cast, effects):
    thread_id = asked(cast)
    reply_id = replied(cast, thread_id)
    cast.do(hide_post, cast.moritz, reply_id, "rude")
    effects.follow()
    assert effects.told("Mara") == []
    assert [to for to, _ in effects.letterbox.sent] == ["holger@example.org"]


def test_whose_post_was_hidden_is_told_why_and_when_it_is_back(cast, effects):
    thread_id = asked(cast)
    reply_id = replied(cast, thread_id)
    cast.do(hide_post, cast.moritz, reply_id, "Please stay polite.")
    effects.follow()
    (message,) = (one for one in effects.letterbox.messages if one["To"] == "holger@example.org")
    assert "Please stay polite." in message.get_body(("plain",)).get_content()
    cast.do(show_post, cast.ada, reply_id)
    effects.follow()
    assert effects.told("Holger") == [("hidden", reply_id), ("unhidden", reply_id)]
    assert effects.told("Moritz") == []
    cast.do(withdraw_post, cast.holger, reply_id)
    effects.follow()
    assert len(effects.told("Holger")) == 2


def test_of_a_board_shut_meanwhile_nobody_hears_that_a_post_was_hidden(cast, effects):
    reply_id = replied(cast, asked(cast))
    cast.do(hide_post, cast.moritz, reply_id, "rude")
    with unit_of_work(cast.session) as work:
        work.session.query(Board).filter_by(slug="internet").one().visibility = Visibility.staff
    effects.follow()
    assert effects.told("Holger") == []


def test_nobody_hears_of_a_board_that_was_shut_to_them(cast, effects):
    thread_id = asked(cast)
    replied(cast, thread_id)
    with unit_of_work(cast.session) as work:
        work.session.query(Board).filter_by(slug="internet").one().visibility = Visibility.staff
    effects.follow()
    assert effects.told("Mara") == []


def test_nobody_suspended_is_told(cast, effects, turning_clock):
    thread_id = asked(cast)
    replied(cast, thread_id)
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, cast.ids["Mara"]).suspended_at = turning_clock()
    effects.follow()
    assert effects.told("Mara") == []


def test_the_asker_gets_a_mail_unless_hidden_read_or_unconfirmed_meanwhile(cast, effects):
    thread_id = asked(cast, title="Kein Netz in http://böse.example")
    replied(cast, thread_id)
    effects.follow()
    ((to, subject),) = effects.letterbox.sent
    assert to == "mara@example.org"
    assert subject.startswith("Holger replied to you: Kein Netz")
    text = effects.letterbox.messages[0].get_body(("plain",)).get_content()
    assert "https://hilfe.example/posts/" in text
    assert "http://böse.example" not in text
    assert "Here too." not in text


@pytest.mark.parametrize("meanwhile", ["hidden", "read", "unconfirmed"])
def test_a_mail_is_not_sent_when_it_lost_its_sense(cast, effects, meanwhile):
    reply_id = replied(cast, asked(cast))
    drain(effects.sessions, effects.all[:2], leave={"NotificationMade"})
    if meanwhile == "hidden":
        cast.do(hide_post, cast.moritz, reply_id, "rude")
    elif meanwhile == "read":
        cast.do(mark_all_read, cast.mara)
    else:
        with unit_of_work(cast.session) as work:
            work.session.get_one(Member, cast.ids["Mara"]).email_confirmed_at = None
    effects.follow()
    assert "mara@example.org" not in dict(effects.letterbox.sent)
    assert all(row.done_at for row in outbox(cast) if row.event != "ThreadStands")


def test_a_mail_server_that_is_away_is_asked_again_and_nothing_else_waits_for_it(
    cast, effects, turning_clock
):
    reply_id = replied(cast, asked(cast))
    effects.letterbox.error = Undeliverable("away")
    effects.follow()
    assert effects.told("Mara") == [("reply", reply_id)]
    (row,) = [row for row in outbox(cast) if row.done_at is None and row.event != "ThreadStands"]
    assert (row.event, row.attempts, row.dead_at) == ("NotificationMade", 1, None)
    effects.letterbox.error = None
    turning_clock.time = row.available_at
    effects.follow()
    assert len(effects.letterbox.sent) == 1


def test_a_mail_that_was_refused_for_good_is_a_dead_letter(cast, effects):
    replied(cast, asked(cast))
    effects.letterbox.error = Undeliverable("no such mailbox", final=True)
    effects.follow()
    assert [row.event for row in outbox(cast) if row.dead_at] == ["NotificationMade"]


def test_a_solution_is_told_to_both_sides(cast, effects):
    thread_id = asked(cast)
    reply_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.mara, reply_id)
    effects.follow()
    assert effects.told("Holger")[-1] == ("solution", reply_id)
    assert ("solution", reply_id) not in effects.told("Mara")


def test_a_proposed_solution_is_told_as_such(cast, effects):
    thread_id = asked(cast)
    reply_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.svea, reply_id)
    effects.follow()
    for name in ("Mara", "Holger"):
        assert effects.told(name)[-1] == ("solution_proposed", reply_id)
    assert effects.told("Svea") == []
    letter = effects.letterbox.messages[-1]
    text = letter.get_body(("plain",)).get_content()
    assert (letter["To"], letter["Subject"]) == ("mara@example.org", "Did this help? No line since noon")
    assert f"/threads/{thread_id}/solution" in text
    assert f"/threads/{thread_id}/follow-up" in text
    assert len(effects.letterbox.sent) == 2


def test_a_proposal_confirmed_meanwhile_is_not_asked_about_by_mail(cast, effects):
    reply_id = replied(cast, asked(cast))
    effects.follow()
    cast.do(accept_solution, cast.svea, reply_id)
    drain(effects.sessions, effects.all[:2], leave={"NotificationMade"})
    cast.do(accept_solution, cast.mara, reply_id)
    effects.follow()
    assert [subject for _, subject in effects.letterbox.sent if subject.startswith("Did")] == []


def test_a_solution_taken_back_at_once_is_not_told(cast, effects):
    reply_id = replied(cast, asked(cast))
    cast.do(accept_solution, cast.mara, reply_id)
    cast.do(remove_solution, cast.mara, reply_id)
    effects.follow()
    assert effects.told("Holger") == []


def test_did_not_help_is_told_to_its_author(cast, effects):
    reply_id = replied(cast, asked(cast))
    cast.do(accept_solution, cast.mara, reply_id)
    effects.follow()
    cast.do(remove_solution, cast.mara, reply_id, did_not_help=True)
    effects.follow()
    assert effects.told("Holger")[-1] == ("did_not_help", reply_id)
    subjects = [
        subject.partition(":")[0] for to, subject in effects.letterbox.sent if to == "holger@example.org"
    ]
    assert subjects == ["Your answer is the solution", "The question is open again"]


def test_a_returned_draft_is_told_to_its_author_each_time(cast, effects):
    draft_id = drafted(cast, asked(cast))
    cast.do(return_version, cast.jana, draft_id, newest(cast, draft_id), "Say du.")
    effects.follow()
    assert effects.told("Svea") == [("returned", None)]
    assert effects.told("Mara") == []


def test_a_held_text_says_to_its_author_alone_that_it_was_refused(cast, effects):
    asked(cast, board="held")
    with effects.sessions() as session:
        draft_id = session.query(OutboxRow).filter_by(event="DraftSubmitted").one().payload["draft_id"]
    cast.do(reject_held, cast.moritz, draft_id, newest(cast, draft_id), "an advertisement")
    effects.follow()
    assert effects.told("Mara") == [("rejected", None)]
    assert effects.told("Moritz") == []


def test_needs_no_answer_is_told_each_time_it_is_said(cast, effects):
    thread_id = asked(cast)
    (owed,) = cast.owed(thread_id)
    for _ in range(2):
        cast.do(waive_answer, cast.svea, owed.id, "It is one of the rules.")
        effects.follow()
        cast.do(contradict_waiver, cast.mara, owed.id)
        effects.follow()
    question = cast.question(thread_id).id
    assert effects.told("Mara") == [("needs_no_answer", question)] * 2


def test_a_link_is_made_when_its_mail_is_written_and_works_once_sent(cast, effects):
    cast.do(
        lambda work, _: register(work, name="Wiebke", email="wiebke@example.org", password="nordsee-7-watt"),
        None,
    )
    effects.follow()
    ((to, _),) = effects.letterbox.sent
    assert to == "wiebke@example.org"
    text = effects.letterbox.messages[0].get_body(("plain",)).get_content()
    secret = text.partition("/account/confirm/")[2].split()[0]
    with effects.sessions() as session:
        assert link_works(session, Purpose.confirm_email, secret)
        assert not link_works(session, Purpose.reset_password, secret)
    assert "wiebke" not in str([row.payload for row in outbox(cast)])


def test_a_reset_for_nobody_sends_nothing(cast, effects):
    for email in ("mara@example.org", "nobody@example.org"):
        cast.do(lambda work, _, email=email: request_reset(work, email), None)
    effects.follow()
    assert [to for to, _ in effects.letterbox.sent] == ["mara@example.org"]
    assert all(row.done_at for row in outbox(cast))


def test_of_a_very_long_thread_only_the_latest_writers_are_told(cast, effects, monkeypatch):
    monkeypatch.setattr("community.effects.audience.LARGEST", 1)
    thread_id = asked(cast)
    for who in (cast.holger, cast.rolf, cast.nils):
        replied(cast, thread_id, who)
    effects.follow()
    last = replied(cast, thread_id, cast.moritz)
    effects.follow()
    told = [name for name in ("Mara", "Holger", "Rolf", "Nils") if ("reply", last) in effects.told(name)]
    assert told == ["Mara", "Nils"]


def test_mails_speak_the_language_of_their_reader():
    assert translator("xx")("Read the reply") == "Read the reply"
