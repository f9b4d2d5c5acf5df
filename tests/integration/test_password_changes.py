"""Changing and resetting passwords."""

import pytest
from sqlalchemy import select

from community.commands.one_time_links import make_link
from community.commands.password_changes import change_password, request_reset, reset_password, set_password
from community.commands.sign_ins import prove
from community.commands.standing import suspend
from community.model.members import Member
from community.model.records import OutboxRow
from community.model.sign_ins import Purpose
from community.policy.actors import GUEST
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.work import unit_of_work
from tests.integration.accounts import OTHER, PASSWORD, code_of, enter, reset, whose, with_password


@pytest.fixture
def mara(cast):
    """Mara, who has a password, and her way in."""
    return with_password(cast, "Mara")


def test_a_reset_sets_the_password_confirms_the_address_and_signs_out(cast, mara):
    token = enter(cast)
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, mara).email_confirmed_at = None
    reset(cast, mara, "mara@example.org")
    assert whose(cast, token) is None
    assert code_of(prove, cast.session, "mara@example.org", PASSWORD) == "sign_in_failed"
    assert whose(cast, enter(cast, password=OTHER)) == mara
    assert cast.mara.email_confirmed


def test_a_refused_password_leaves_the_link_usable(cast, mara):
    with unit_of_work(cast.session) as work:
        secret = make_link(work, Purpose.reset_password, mara, "mara@example.org")
    with pytest.raises(Refused, match="password_short"), unit_of_work(cast.session) as work:
        reset_password(work, secret, "kurz")
    assert link_works(cast.session, Purpose.reset_password, secret)
    with unit_of_work(cast.session) as work:
        reset_password(work, secret, OTHER)


def test_resets_for_nobody_another_address_or_the_suspended_do_nothing(cast, mara):
    assert code_of(reset, cast, None, None) == "link_invalid"
    assert code_of(reset, cast, mara, "old@example.org") == "link_invalid"
    cast.do(suspend, cast.ada, mara, "x")
    assert code_of(reset, cast, mara, "mara@example.org") == "link_invalid"


def test_asking_for_a_reset_writes_as_much_for_strangers(cast, mara):
    def facts():
        rows = cast.session.scalars(select(OutboxRow.payload).where(OutboxRow.event == "MailRequested"))
        return [(row["kind"], row["email"]) for row in rows.all()][known:]

    known = 0
    known = len(facts())
    cast.do(lambda work, _: request_reset(work, "Mara@example.org"), None)
    cast.do(lambda work, _: request_reset(work, "stranger@example.org"), None)
    cast.do(suspend, cast.ada, mara, "x")
    cast.do(lambda work, _: request_reset(work, "mara@example.org"), None)
    assert facts() == [("reset_password", "mara@example.org"), ("nobody", ""), ("nobody", "")]


def test_changing_the_password_needs_the_old_one(cast, mara):
    assert code_of(cast.do, change_password, cast.mara, OTHER, OTHER) == "password_wrong"
    assert code_of(cast.do, change_password, cast.holger, "", OTHER) == "password_wrong"
    assert code_of(cast.do, change_password, cast.mara, PASSWORD, "kurz") == "password_short"
    assert code_of(cast.do, change_password, cast.mara, PASSWORD, "mara@example.org") == "password_personal"
    assert code_of(cast.do, change_password, GUEST, PASSWORD, OTHER) == "sign_in"
    with unit_of_work(cast.session) as work:
        link = make_link(work, Purpose.reset_password, mara, "mara@example.org")
        entry = make_link(work, Purpose.sign_in, mara, "mara@example.org")
    cast.do(change_password, cast.mara, PASSWORD, OTHER)
    assert not link_works(cast.session, Purpose.reset_password, link)
    assert not link_works(cast.session, Purpose.sign_in, entry)


def test_a_first_password_is_no_change_to_be_told_of(cast):
    told = select(OutboxRow.payload).where(OutboxRow.event == "MailRequested")
    cast.do(lambda work, _: set_password(work, cast.ids["Mara"], PASSWORD), None)
    assert cast.session.scalars(told).all() == []
    cast.session.rollback()
    cast.do(lambda work, _: set_password(work, cast.ids["Mara"], OTHER), None)
    assert [row["kind"] for row in cast.session.scalars(told)] == ["password_changed"]
