"""What comes by itself: proposals ripen after seven days, askers are reminded once after five, by day."""

import datetime as dt

import pytest
from sqlalchemy import select

from community.commands.closures import close_thread
from community.commands.hidings import hide_post
from community.commands.mail_wishes import choose_mails
from community.commands.obligations import say_helped
from community.commands.solution_locks import lock_solution
from community.commands.solutions import accept_solution, remove_solution
from community.commands.standing import suspend
from community.effects.tending import tend
from community.mail.mailer import Undeliverable
from community.model.account_changes import MailKind
from community.model.boards import Board, Visibility
from community.model.members import Member
from community.model.posts import Solution, SolutionReminder
from community.model.records import AuditEntry
from community.work import unit_of_work
from tests.stories import asked, refused, replied


@pytest.fixture
def later(effects, turning_clock):
    """A function that lets days go by and then does what is due, facts and mails included."""

    def wait(**span):
        effects.follow()
        effects.letterbox.messages.clear()
        turning_clock.pass_by(**span)
        tend(effects.sessions)
        effects.follow()

    return wait


def reminded(cast):
    cast.session.rollback()
    return cast.session.scalars(select(SolutionReminder.thread_id)).all()


def confirmed(cast, post_id):
    cast.session.rollback()
    statement = select(Solution.confirmed_at).where(Solution.post_id == post_id)
    return cast.session.scalars(statement).one() is not None


def test_a_proposal_ripens_after_seven_days_and_closes_nothing(cast, later):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id)
    cast.do(accept_solution, cast.svea, post_id)
    later(days=6, hours=23)
    assert not confirmed(cast, post_id)
    later(hours=2)
    assert confirmed(cast, post_id)
    assert len(cast.owed(thread_id)) == 1
    assert cast.session.scalars(select(AuditEntry.act)).all().count("solution.confirmed") == 1
    cast.session.rollback()
    with refused("not_yours"):
        cast.do(remove_solution, cast.svea, post_id)
    cast.do(remove_solution, cast.mara, post_id, did_not_help=True)


def test_a_locked_proposal_ripens_as_well_and_a_removed_one_never(cast, later):
    locked, removed = asked(cast), asked(cast)
    first, second = replied(cast, locked), replied(cast, removed)
    cast.do(accept_solution, cast.svea, first)
    cast.do(accept_solution, cast.svea, second)
    cast.do(lock_solution, cast.moritz, locked, "settled")
    cast.do(remove_solution, cast.mara, second)
    later(days=8)
    assert (confirmed(cast, first), confirmed(cast, second)) == (True, False)


def test_the_asker_is_reminded_once_after_five_days(cast, effects, later):
    thread_id = asked(cast)
    replied(cast, thread_id)
    later(days=4, hours=23)
    assert reminded(cast) == []
    later(hours=2)
    assert reminded(cast) == [thread_id]
    assert effects.told("Mara")[-1] == ("reminder", None)
    (message,) = effects.letterbox.messages
    text = message.get_body(("plain",)).get_content()
    assert message["To"] == "mara@example.org"
    assert f"/threads/{thread_id}/solution" in text
    assert f"/threads/{thread_id}/follow-up" in text
    replied(cast, thread_id, cast.nils)
    later(days=6)
    assert [kind for kind, _ in effects.told("Mara")].count("reminder") == 1


def test_who_still_talks_is_not_reminded_before_it_is_quiet(cast, later):
    thread_id = asked(cast)
    replied(cast, thread_id)
    later(days=4)
    replied(cast, thread_id, cast.nils)
    later(days=2)
    assert reminded(cast) == []
    later(days=3)
    assert reminded(cast) == [thread_id]


@pytest.mark.parametrize(("zone", "quiet"), [("Europe/Berlin", 20), ("America/New_York", 2), (None, 20)])
def test_never_at_night_of_the_asker(cast, later, turning_clock, zone, quiet):
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, cast.ids["Mara"]).timezone = zone
    thread_id = asked(cast)
    replied(cast, thread_id)
    turning_clock.time = dt.datetime(2026, 3, 12, quiet, 30, tzinfo=dt.UTC)
    later(seconds=0)
    assert reminded(cast) == []
    # Half past eight in the morning, there.
    turning_clock.time = dt.datetime(2026, 3, 13, 12 if quiet == 2 else 7, 30, tzinfo=dt.UTC)
    later(seconds=0)
    assert reminded(cast) == [thread_id]


@pytest.mark.parametrize(
    "why", ["none", "own", "solved", "closed", "hidden", "helped", "did_not_help", "suspended", "shut", "old"]
)
def test_who_needs_no_reminder_gets_none(cast, later, why):
    thread_id = asked(cast)
    post_id = replied(cast, thread_id) if why != "none" else 0
    if why == "own":
        replied(cast, thread_id, cast.mara)
    elif why == "solved":
        cast.do(accept_solution, cast.svea, post_id)
    elif why == "closed":
        cast.do(close_thread, cast.moritz, thread_id, "enough")
    elif why == "hidden":
        cast.do(hide_post, cast.moritz, cast.question(thread_id).id, "spam")
    elif why == "helped":
        cast.do(say_helped, cast.mara, thread_id)
    elif why == "did_not_help":
        cast.do(accept_solution, cast.mara, post_id)
        cast.do(remove_solution, cast.mara, post_id, did_not_help=True)
    elif why == "suspended":
        cast.do(suspend, cast.ada, cast.ids["Mara"], "rude")
    elif why == "shut":
        with unit_of_work(cast.session) as work:
            work.session.query(Board).filter_by(slug="internet").one().visibility = Visibility.staff
    later(days=60 if why == "old" else 6)
    assert reminded(cast) == []


def test_a_mail_that_comes_too_late_is_not_sent_at_night(cast, effects, later, turning_clock):
    replied(cast, asked(cast))
    effects.follow()
    effects.letterbox.error = Undeliverable("away")
    later(days=6)
    effects.letterbox.error = None
    turning_clock.time = turning_clock.time.replace(hour=22)
    effects.follow()
    assert effects.letterbox.sent == []
    assert effects.told("Mara")[-1] == ("reminder", None)


def test_a_reminder_overtaken_by_a_solution_is_not_mailed(cast, effects, later, turning_clock):
    post_id = replied(cast, asked(cast))
    effects.follow()
    effects.letterbox.error = Undeliverable("away")
    later(days=6)
    effects.letterbox.error = None
    cast.do(accept_solution, cast.mara, post_id)
    turning_clock.pass_by(minutes=30)
    effects.follow()
    assert "mara@example.org" not in dict(effects.letterbox.sent)


def test_no_mail_where_mails_are_not_wanted(cast, effects, later):
    cast.do(choose_mails, cast.mara, [MailKind.replies])
    replied(cast, asked(cast))
    later(days=6)
    assert effects.letterbox.sent == []
    assert effects.told("Mara")[-1] == ("reminder", None)
