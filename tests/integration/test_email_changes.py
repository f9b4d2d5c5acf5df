"""Changing a mail address: both mailboxes agree, or nothing changes."""

import re

import pytest
from sqlalchemy import select

from community.commands.email_changes import cancel_email_change, confirm_email_change, request_email_change
from community.commands.members import add_member
from community.commands.one_time_links import make_link
from community.commands.standing import suspend
from community.model.account_changes import EmailChange
from community.model.members import Member
from community.model.records import OutboxRow
from community.model.sign_ins import Purpose
from community.policy.actors import GUEST
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.work import unit_of_work
from tests.integration.accounts import PASSWORD, code_of, with_password
from tests.integration.racing import race

NEW = "mara.neu@example.org"


@pytest.fixture
def mara(cast):
    """Mara, who has a password."""
    return with_password(cast, "Mara")


def ask(cast, email=NEW):
    cast.do(request_email_change, cast.mara, PASSWORD, email)


def links(effects):
    """Do what waits; return the secret that went to each address since."""
    effects.letterbox.messages.clear()
    effects.follow()
    bodies = {
        str(message["To"]): message.get_body(("plain",)).get_content()
        for message in effects.letterbox.messages
    }
    found = {to: re.search(r"/account/email/(\S+)", body) for to, body in bodies.items()}
    return {to: match[1] for to, match in found.items() if match}


def confirm(cast, secret):
    with unit_of_work(cast.session) as work:
        return confirm_email_change(work, secret)


def confirming(secret):
    """The same on a session of its own."""

    def act(session):
        with unit_of_work(session) as work:
            return confirm_email_change(work, secret)

    return act


def address(cast, member_id):
    cast.session.rollback()
    return cast.session.scalars(select(Member.email).where(Member.id == member_id)).one()


@pytest.mark.parametrize("order", [("mara@example.org", NEW), (NEW, "mara@example.org")])
def test_an_address_changes_once_both_have_confirmed_it(cast, effects, mara, order):
    ask(cast)
    secrets = links(effects)
    assert set(secrets) == {"mara@example.org", NEW}
    assert confirm(cast, secrets[order[0]]) is False
    assert address(cast, mara) == "mara@example.org"
    assert code_of(confirm, cast, secrets[order[0]]) == "link_invalid"
    assert confirm(cast, secrets[order[1]]) is True
    assert address(cast, mara) == NEW
    assert code_of(confirm, cast, secrets[order[1]]) == "link_invalid"
    assert links(effects) == {}
    told = sorted(str(message["To"]) for message in effects.letterbox.messages)
    assert told == sorted(["mara@example.org", NEW])
    assert cast.session.scalars(select(EmailChange)).all() == []


def test_links_for_the_old_address_end_with_it(cast, effects, mara):
    with unit_of_work(cast.session) as work:
        reset = make_link(work, Purpose.reset_password, mara, "mara@example.org")
        entry = make_link(work, Purpose.sign_in, mara, "mara@example.org")
    ask(cast)
    for secret in links(effects).values():
        confirm(cast, secret)
    assert not link_works(cast.session, Purpose.reset_password, reset)
    assert not link_works(cast.session, Purpose.sign_in, entry)


def test_an_address_never_confirmed_need_not_agree(cast, effects, mara):
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, mara).email_confirmed_at = None
    ask(cast)
    secrets = links(effects)
    assert set(secrets) == {NEW}
    assert confirm(cast, secrets[NEW]) is True
    assert cast.mara.email_confirmed


def test_a_second_wish_makes_the_links_of_the_first_useless(cast, effects, mara):
    ask(cast)
    first = links(effects)
    ask(cast, "mara.drei@example.org")
    for secret in first.values():
        assert code_of(confirm, cast, secret) == "link_invalid"
    assert set(links(effects)) == {"mara@example.org", "mara.drei@example.org"}


def test_mails_of_a_wish_taken_back_are_not_written(cast, effects, mara):
    ask(cast)
    ask(cast, "mara.drei@example.org")
    assert set(links(effects)) == {"mara@example.org", "mara.drei@example.org"}
    ask(cast)
    cast.do(cancel_email_change, cast.mara)
    assert links(effects) == {}


def test_links_for_other_purposes_confirm_nothing(cast, effects, mara):
    ask(cast)
    links(effects)
    for purpose in (Purpose.confirm_email, Purpose.reset_password, Purpose.sign_in, Purpose.found):
        with unit_of_work(cast.session) as work:
            secret = make_link(work, purpose, mara, NEW)
        assert code_of(confirm, cast, secret) == "link_invalid"
    for purpose in (Purpose.change_email_old, Purpose.change_email_new):
        for owner, to in ((mara, "else@example.org"), (None, NEW), (cast.ids["Holger"], NEW)):
            with unit_of_work(cast.session) as work:
                secret = make_link(work, purpose, owner, to)
            assert code_of(confirm, cast, secret) == "link_invalid"
    assert address(cast, mara) == "mara@example.org"


def test_what_is_wrong_is_said_at_once(cast, mara):
    with pytest.raises(Refused) as refusal:
        cast.do(request_email_change, cast.mara, "falsch", "mara")
    assert refusal.value.codes == ("bad_email", "password_wrong")
    assert code_of(cast.do, request_email_change, cast.mara, PASSWORD, "MARA@example.org") == "email_same"
    assert code_of(cast.do, request_email_change, GUEST, PASSWORD, NEW) == "sign_in"
    assert code_of(cast.do, cancel_email_change, GUEST) == "sign_in"


def test_whether_an_address_has_an_account_only_its_owner_learns(cast, effects, mara):
    ask(cast, "Holger@example.org")
    assert set(links(effects)) == {"mara@example.org"}
    subjects = dict(effects.letterbox.sent)
    assert "already" in subjects["holger@example.org"]


def test_who_registers_meanwhile_keeps_the_address(cast, effects, mara):
    ask(cast)
    secrets = links(effects)
    confirm(cast, secrets["mara@example.org"])
    cast.do(add_member, None, name="Karla", email=NEW)
    assert code_of(confirm, cast, secrets[NEW]) == "email_taken"
    assert address(cast, mara) == "mara@example.org"


def test_the_suspended_change_nothing(cast, effects, mara):
    ask(cast)
    secrets = links(effects)
    cast.do(suspend, cast.ada, mara, "x")
    assert code_of(confirm, cast, secrets[NEW]) == "link_invalid"


def test_two_members_after_one_address(cast, effects, mara):
    holger = with_password(cast, "Holger")
    ask(cast)
    cast.do(request_email_change, cast.holger, PASSWORD, NEW)
    effects.follow()
    with unit_of_work(cast.session) as work:
        old = [
            make_link(work, Purpose.change_email_old, member, f"{name}@example.org")
            for member, name in ((mara, "mara"), (holger, "holger"))
        ]
        last = [make_link(work, Purpose.change_email_new, member, NEW) for member in (mara, holger)]
    for secret in old:
        confirm(cast, secret)
    race(cast.database, [confirming(secret) for secret in last])
    assert sorted([address(cast, mara), address(cast, holger)]).count(NEW) == 1


def test_the_outbox_keeps_no_address(cast, effects, mara):
    ask(cast)
    for secret in links(effects).values():
        confirm(cast, secret)
    effects.follow()
    cast.session.rollback()
    assert all("email" not in payload for payload in cast.session.scalars(select(OutboxRow.payload)))
