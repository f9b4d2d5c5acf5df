"""One-time links: one purpose, one use, one while."""

import pytest
from sqlalchemy import select

from community.commands.one_time_links import LASTS, make_link, redeem
from community.model.sign_ins import OneTimeLink, Purpose
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.work import unit_of_work
from tests.integration.racing import race


def made(session, purpose, member_id=None, email=None):
    with unit_of_work(session) as work:
        return make_link(work, purpose, member_id, email)


def used(session, purpose, secret):
    with unit_of_work(session) as work:
        return redeem(work, purpose, secret)


def test_a_link_says_whom_it_was_for_and_only_its_hash_is_kept(cast):
    secret = made(cast.session, Purpose.confirm_email, cast.ids["Mara"], "mara@example.org")
    assert cast.session.scalars(select(OneTimeLink.token_hash)).one() != secret
    redeemed = used(cast.session, Purpose.confirm_email, secret)
    assert (redeemed.member_id, redeemed.email) == (cast.ids["Mara"], "mara@example.org")


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("other", list(Purpose))
def test_a_link_works_for_its_purpose_alone(session, purpose, other):
    secret = made(session, purpose)
    assert link_works(session, other, secret) is (purpose is other)
    if purpose is not other:
        with pytest.raises(Refused, match="link_invalid"):
            used(session, other, secret)
    used(session, purpose, secret)


def test_a_link_works_once(session):
    secret = made(session, Purpose.reset_password)
    used(session, Purpose.reset_password, secret)
    assert not link_works(session, Purpose.reset_password, secret)
    with pytest.raises(Refused, match="link_invalid"):
        used(session, Purpose.reset_password, secret)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_expires(session, turning_clock, purpose):
    secret = made(session, purpose)
    turning_clock.pass_by(seconds=LASTS[purpose].total_seconds() - 30)
    assert link_works(session, purpose, secret)
    turning_clock.pass_by(seconds=60)
    assert not link_works(session, purpose, secret)
    with pytest.raises(Refused, match="link_invalid"):
        used(session, purpose, secret)


def test_a_new_link_replaces_the_earlier_one_of_the_same_member(cast):
    first = made(cast.session, Purpose.reset_password, cast.ids["Mara"])
    others = made(cast.session, Purpose.reset_password, cast.ids["Holger"])
    second = made(cast.session, Purpose.reset_password, cast.ids["Mara"])
    works = [link_works(cast.session, Purpose.reset_password, secret) for secret in (first, others, second)]
    assert works == [False, True, True]


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "x" * 100_000, "' OR 1=1 --"])
def test_made_up_links_open_nothing(session, secret):
    assert not link_works(session, Purpose.found, secret)
    with pytest.raises(Refused, match="link_invalid"):
        used(session, Purpose.found, secret)


@pytest.mark.parametrize("round_", range(5))
def test_of_many_at_once_one_gets_in(database, round_):
    with database.session() as session:
        secret = made(session, Purpose.reset_password)
    results = race(database, [lambda session: used(session, Purpose.reset_password, secret)] * 5)
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 4
