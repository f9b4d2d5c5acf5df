"""Sessions: proven by the password, ended by time, by signing out and by signing in anew."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from community.commands.password_changes import set_password
from community.commands.sign_ins import note_use, prove, sign_in, sign_out
from community.commands.standing import suspend
from community.model.sign_ins import SignIn
from community.queries.sign_ins import signed_in
from community.work import unit_of_work
from tests.integration.accounts import OTHER, PASSWORD, code_of, enter, whose, with_password


@pytest.fixture
def mara(cast):
    """Mara, who has a password, and her way in."""
    return with_password(cast, "Mara")


def test_the_token_opens_the_session_and_only_its_hash_is_kept(cast, mara):
    token = enter(cast, email=" MARA@example.org ")
    assert whose(cast, token) == mara
    kept = cast.session.scalars(select(SignIn)).one()
    assert token not in (kept.token_hash, kept.device)
    assert len(kept.token_hash) == 64
    assert whose(cast, kept.token_hash) is None
    assert whose(cast, "\ud800" + "x" * 10_000) is None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("mara@example.org", OTHER),
        ("nobody@example.org", PASSWORD),
        ("holger@example.org", ""),
        ("", ""),
        ("mara@example.org", "x" * 100_000),
    ],
)
def test_wrong_unknown_and_without_password_are_answered_alike(cast, mara, email, password):
    assert code_of(prove, cast.session, email, password) == "sign_in_failed"


def test_a_proof_is_worth_nothing_after_a_change_of_password_or_standing(cast, mara):
    proof = prove(cast.session, "mara@example.org", PASSWORD)
    with unit_of_work(cast.session) as work:
        set_password(work, mara, OTHER)
    with unit_of_work(cast.session) as work:
        assert code_of(sign_in, work, proof, "x") == "sign_in_failed"
    proof = prove(cast.session, "mara@example.org", OTHER)
    cast.do(suspend, cast.ada, mara, "Beleidigung")
    with unit_of_work(cast.session) as work:
        assert code_of(sign_in, work, proof, "x") == "sign_in_failed"


def test_signing_in_again_rotates_the_token(cast, mara):
    first = enter(cast)
    second = enter(cast, earlier=first)
    assert first != second
    assert whose(cast, first) is None
    assert whose(cast, second) == mara


def test_signing_out_ends_this_session_alone(cast, mara):
    first, second = enter(cast), enter(cast)
    with unit_of_work(cast.session) as work:
        sign_out(work, first)
        sign_out(work, "unknown")
    assert whose(cast, first) is None
    assert whose(cast, second) == mara


def test_a_session_nobody_uses_ends_after_a_fortnight(cast, mara, turning_clock):
    token = enter(cast)
    turning_clock.pass_by(days=13, hours=23)
    assert whose(cast, token) == mara
    turning_clock.pass_by(hours=2)
    assert whose(cast, token) is None
    with unit_of_work(cast.session) as work:
        note_use(work, token)
    assert whose(cast, token) is None


def test_a_busy_session_ends_after_sixty_days(cast, mara, turning_clock):
    token = enter(cast)
    for _ in range(6):
        turning_clock.pass_by(days=9, hours=23)
        with unit_of_work(cast.session) as work:
            note_use(work, token)
        assert whose(cast, token) == mara
    turning_clock.pass_by(days=1)
    assert whose(cast, token) is None
    enter(cast)
    assert cast.session.scalar(select(func.count()).select_from(SignIn)) == 1


def test_use_is_noted_once_an_hour(cast, mara, turning_clock):
    token = enter(cast)
    start = cast.session.scalars(select(SignIn.last_seen_at)).one()
    turning_clock.pass_by(minutes=50)
    assert signed_in(cast.session, token).unnoted is False
    with unit_of_work(cast.session) as work:
        note_use(work, token)
    assert cast.session.scalars(select(SignIn.last_seen_at)).one() == start
    turning_clock.pass_by(minutes=20)
    assert signed_in(cast.session, token).unnoted is True
    with unit_of_work(cast.session) as work:
        note_use(work, token)
    assert signed_in(cast.session, token).unnoted is False
    assert cast.session.scalars(select(SignIn.last_seen_at)).one() - start > dt.timedelta(hours=1)
