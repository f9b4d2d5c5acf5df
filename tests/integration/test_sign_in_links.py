"""Signing in with a link: for whoever reads the mailbox, and for nobody else."""

import pytest
from sqlalchemy import select

from community.commands.one_time_links import make_link
from community.commands.sign_in_links import request_sign_in_link, sign_in_with_link
from community.commands.sign_ins import prove
from community.commands.standing import suspend
from community.model.members import Member
from community.model.records import AuditEntry, OutboxRow
from community.model.sign_ins import Purpose, Scope, SignIn
from community.queries.tokens import token_owner
from community.work import unit_of_work
from tests.integration.accounts import PASSWORD, code_of, create, enter, whose, with_password


@pytest.fixture
def mara(cast):
    """Mara, who has a password besides."""
    return with_password(cast, "Mara")


def linked(cast, member_id, email="mara@example.org", **options):
    with unit_of_work(cast.session) as work:
        secret = make_link(work, Purpose.sign_in, member_id, email)
    with unit_of_work(cast.session) as work:
        return sign_in_with_link(work, secret, "Firefox", **options)


def confirmed_actions(cast):
    found = select(AuditEntry.act).where(AuditEntry.act == "email.confirmed")
    return cast.session.scalars(found).all()


def test_a_link_begins_a_session_as_a_password_does(cast, mara):
    elsewhere = enter(cast)
    entered = linked(cast, mara)
    assert (entered.member_id, entered.confirmed) == (mara, False)
    assert whose(cast, entered.token) == mara
    assert whose(cast, elsewhere) == mara
    assert prove(cast.session, "mara@example.org", PASSWORD).member_id == mara
    devices = cast.session.scalars(select(SignIn.device)).all()
    assert devices == ["Firefox", "Firefox"]
    assert confirmed_actions(cast) == []


def test_the_session_that_the_browser_had_ends(cast, mara):
    before = enter(cast)
    entered = linked(cast, mara, earlier=before)
    assert whose(cast, before) is None
    assert whose(cast, entered.token) == mara


def test_links_for_nobody_another_address_or_the_suspended_open_nothing(cast, mara):
    assert code_of(linked, cast, None, None) == "link_invalid"
    assert code_of(linked, cast, mara, "old@example.org") == "link_invalid"
    cast.do(suspend, cast.ada, mara, "x")
    assert code_of(linked, cast, mara) == "link_invalid"
    assert cast.session.scalars(select(SignIn)).all() == []


def test_who_registered_with_the_address_of_somebody_else_is_shut_out(cast, mara):
    theirs, key = enter(cast), create(cast, mara, Scope.read)
    with unit_of_work(cast.session) as work:
        work.session.get_one(Member, mara).email_confirmed_at = None
    entered = linked(cast, mara)
    assert entered.confirmed
    assert cast.mara.email_confirmed
    assert whose(cast, entered.token) == mara
    assert whose(cast, theirs) is None
    assert token_owner(cast.session, key) is None
    cast.session.rollback()
    assert code_of(prove, cast.session, "mara@example.org", PASSWORD) == "sign_in_failed"
    assert confirmed_actions(cast) == ["email.confirmed"]


def test_asking_for_a_link_writes_as_much_for_strangers(cast, mara):
    def ask(email):
        cast.do(lambda work, _: request_sign_in_link(work, email), None)

    known = len(cast.session.scalars(select(OutboxRow.id)).all())
    ask("Mara@example.org")
    ask("stranger@example.org")
    cast.do(suspend, cast.ada, mara, "x")
    ask("mara@example.org")
    rows = cast.session.scalars(
        select(OutboxRow.payload).where(OutboxRow.event == "MailRequested").order_by(OutboxRow.id)
    )
    told = [(row["kind"], row["email"]) for row in rows][known:]
    assert told == [("sign_in", "mara@example.org"), ("nobody", ""), ("nobody", "")]
    cast.session.rollback()
    assert code_of(ask, "mara") == "bad_email"
