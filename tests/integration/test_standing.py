"""Roles, rights, suspension, tokens: who loses something is out at once."""

import pytest
from sqlalchemy import func, select

from community import access
from community.access import Absent
from community.commands.password_changes import change_password
from community.commands.sign_ins import prove
from community.commands.standing import grant_right, lift_suspension, revoke_right, set_role, suspend
from community.commands.tokens import revoke_token
from community.model.members import Right, Role
from community.model.records import AuditEntry
from community.model.sign_ins import ApiToken, Scope
from community.policy.actors import GUEST
from community.queries.tokens import token_owner
from tests.integration.accounts import OTHER, PASSWORD, code_of, create, enter, reset, whose, with_password


@pytest.fixture
def mara(cast):
    """Mara, who has a password, and her way in."""
    return with_password(cast, "Mara")


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, jana: cast.do(set_role, cast.ada, jana, Role.customer),
        lambda cast, jana: cast.do(suspend, cast.ada, jana, "Missbrauch"),
        lambda cast, jana: cast.do(revoke_right, cast.ada, jana, Right.reader),
        lambda cast, jana: cast.do(change_password, cast.jana, PASSWORD, OTHER),
    ],
    ids=["demotion", "suspension", "right revoked", "password"],
)
def test_losing_something_ends_every_session_at_once(cast, act):
    jana = with_password(cast, "Jana")
    tokens = [enter(cast, "jana@example.org") for _ in range(2)]
    act(cast, jana)
    assert [whose(cast, token) for token in tokens] == [None, None]


def test_gaining_something_ends_nothing(cast, mara):
    token = enter(cast)
    cast.do(grant_right, cast.ada, mara, Right.helper)
    cast.do(set_role, cast.ada, mara, Role.staff, team="Team Kiel")
    assert whose(cast, token) == mara


def test_who_steps_down_from_administrator_is_signed_out_but_keeps_rights(cast):
    other = cast.do(set_role, cast.ada, with_password(cast, "Jana"), Role.administrator)
    token = enter(cast, "jana@example.org")
    cast.do(set_role, cast.ada, other.id, Role.staff)
    assert whose(cast, token) is None
    assert cast.jana.rights == {Right.reader}
    assert cast.jana.badge == "Team Kiel"


def test_leaving_the_staff_takes_team_and_rights(cast):
    cast.do(set_role, cast.ada, cast.ids["Jana"], Role.customer)
    assert (cast.jana.role, cast.jana.rights, cast.jana.badge) == (Role.customer, frozenset(), None)
    acts = cast.session.scalars(select(AuditEntry.act).where(AuditEntry.target_id == cast.ids["Jana"])).all()
    assert {"right.revoked", "role.changed"} <= set(acts)
    assert code_of(cast.do, grant_right, cast.ada, cast.ids["Jana"], Right.reader) == "reader_is_staff"


def test_the_last_administrator_stays(cast):
    ada = cast.ids["Ada"]
    assert code_of(cast.do, set_role, cast.ada, ada, Role.staff) == "last_administrator"
    assert code_of(cast.do, suspend, None, ada, "x") == "last_administrator"
    cast.do(set_role, cast.ada, cast.ids["Jana"], Role.administrator)
    cast.do(suspend, cast.jana, ada, "Urlaub")
    assert code_of(cast.do, suspend, None, cast.ids["Jana"], "x") == "last_administrator"


def test_only_administrators_govern_and_never_by_token(cast):
    for who in (cast.jana, cast.moritz, cast.mara):
        assert code_of(cast.do, set_role, who, cast.ids["Mara"], Role.staff) == "not_allowed"
        assert code_of(cast.do, grant_right, who, cast.ids["Mara"], Right.moderator) == "not_allowed"
        assert code_of(cast.do, suspend, who, cast.ids["Mara"], "x") == "not_allowed"
    assert code_of(cast.do, suspend, cast.actor("Ada", Scope.staff), cast.ids["Mara"], "x") == "token_scope"
    with pytest.raises(Absent):
        cast.do(grant_right, cast.ada, 999_999, Right.helper)


def test_a_suspended_member_is_out_until_let_in(cast, mara):
    secret = create(cast, mara, Scope.write)
    assert code_of(cast.do, suspend, cast.ada, mara, "  ") == "reason_missing"
    assert code_of(cast.do, suspend, cast.ada, mara, "x" * 301) == "reason_long"
    cast.do(suspend, cast.ada, mara, "Spam")
    assert access.actor(cast.session, mara) == GUEST
    assert code_of(prove, cast.session, "mara@example.org", PASSWORD) == "sign_in_failed"
    assert code_of(create, cast, mara, Scope.read) == "member_suspended"
    cast.do(lift_suspension, cast.ada, mara)
    assert whose(cast, enter(cast)) == mara
    assert token_owner(cast.session, secret) is None


def test_granting_and_revoking_twice_changes_nothing(cast):
    rolf = cast.ids["Rolf"]
    entries = select(func.count()).select_from(AuditEntry).where(AuditEntry.target_id == rolf)
    before = cast.session.scalar(entries)
    cast.do(grant_right, cast.ada, rolf, Right.helper)
    cast.do(revoke_right, cast.ada, rolf, Right.moderator)
    assert cast.session.scalar(entries) == before


def test_a_token_stands_for_its_owner_until_it_is_revoked(cast):
    secret = create(cast, cast.ids["Mara"], Scope.write, cast.mara)
    found = token_owner(cast.session, secret)
    assert (found.member_id, found.scope) == (cast.ids["Mara"], Scope.write)
    assert cast.session.scalars(select(ApiToken.token_hash)).one() != secret
    with pytest.raises(Absent):
        cast.do(revoke_token, cast.holger, found.token_id)
    cast.do(revoke_token, cast.mara, found.token_id)
    cast.do(revoke_token, cast.ada, found.token_id)
    assert token_owner(cast.session, secret) is None


def test_tokens_are_made_by_their_owner_or_an_administrator(cast):
    assert code_of(create, cast, cast.ids["Mara"], Scope.read, cast.jana) == "not_allowed"
    assert code_of(create, cast, cast.ids["Mara"], Scope.read, GUEST) == "sign_in"
    assert code_of(create, cast, cast.ids["Mara"], Scope.staff, cast.mara) == "scope_needs_staff"
    assert (
        code_of(create, cast, cast.ids["Mara"], Scope.read, cast.actor("Mara", Scope.write)) == "token_scope"
    )
    assert create(cast, cast.ids["Mara"], Scope.read, cast.ada)


@pytest.mark.parametrize("act", ["suspend", "demote", "reset"])
def test_tokens_do_not_outlive_their_owners_standing(cast, act):
    jana = cast.ids["Jana"]
    secret = create(cast, jana, Scope.staff)
    if act == "suspend":
        cast.do(suspend, cast.ada, jana, "x")
        cast.do(lift_suspension, cast.ada, jana)
    elif act == "demote":
        cast.do(set_role, cast.ada, jana, Role.customer)
    else:
        reset(cast, jana, "jana@example.org")
    assert token_owner(cast.session, secret) is None
