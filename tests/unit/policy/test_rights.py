"""The rights table: every role, right and scope against every act, and the page made from it."""

from itertools import chain, combinations
from pathlib import Path

import pytest

from community.model.members import Right, Role
from community.model.sign_ins import Scope
from community.policy.actors import GUEST, Actor
from community.policy.permissions import as_markdown
from community.policy.rights import TABLE, permitted
from community.policy.verdicts import YES, Refused, Verdict, insist

ROLES = (None, *Role)
RIGHTS = [frozenset(some) for some in chain.from_iterable(combinations(Right, n) for n in range(4))]
DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"

# Written down by hand: whom the promises let do the acts that matter most. A change of the table must be a change here.
OPEN_TO = {
    "ask": {Role.customer},
    "reply": {Role.customer},
    "edit_own": {Role.customer},
    "withdraw_own": {Role.customer},
    "accept": {Role.customer},
    "did_not_help": {Role.customer},
    "contradict": {Role.customer},
    "say_helped": {Role.customer},
    "see_desk": {Role.staff, Role.administrator},
    "draft_reply": {Role.staff, Role.administrator},
    "break_glass": {Role.staff, Role.administrator},
    "waive_answer": {Role.staff, Role.administrator},
    "write_note": {Role.staff, Role.administrator},
    "approve_own_coedited": {Role.staff, Role.administrator},
    "administer": {Role.administrator},
    "read_draft": set(),
    "hide": set(),
    "review_held": set(),
    "close_thread": set(),
    "lock_solution": set(),
}
ONLY_WITH = {
    "read_draft": {Right.reader},
    "hide": {Right.moderator},
    "review_held": {Right.moderator},
    "close_thread": {Right.moderator},
    "lock_solution": {Right.moderator},
    "accept_on_behalf": {Right.helper},
    "remove_solution": {Right.helper},
}
NEVER_BY_TOKEN = {
    "read_draft",
    "approve_own_coedited",
    "break_glass",
    "review_held",
    "administer",
    "own_account",
    "save_text",
}


def somebody(role: Role | None, rights: frozenset[Right] = frozenset(), token: Scope | None = None) -> Actor:
    return Actor(id=None if role is None else 1, role=role, rights=rights, token=token)


@pytest.mark.parametrize("act", TABLE)
def test_a_role_or_a_right_opens_an_act_and_nothing_else_does(act):
    rule = TABLE[act]
    for role in ROLES:
        for rights in RIGHTS:
            verdict = permitted(somebody(role, rights), act)
            assert bool(verdict) == (role in rule.roles or bool(rights & set(rule.rights)))
            assert verdict.code in (("", "sign_in") if role is None else ("", "not_allowed"))


@pytest.mark.parametrize("act", TABLE)
def test_a_token_opens_what_its_scope_reaches(act):
    order = list(Scope)
    needed = TABLE[act].scope
    for role in Role:
        for token in Scope:
            verdict = permitted(somebody(role, frozenset(Right), token), act)
            if needed is None or order.index(token) < order.index(needed):
                assert verdict.code == "token_scope"
            else:
                assert verdict == permitted(somebody(role, frozenset(Right)), act)


@pytest.mark.parametrize(("act", "roles"), OPEN_TO.items())
def test_the_promises_decide_which_roles(act, roles):
    assert {role for role in ROLES if permitted(somebody(role), act)} == roles


def test_the_promises_decide_which_rights():
    assert {act: set(rule.rights) for act, rule in TABLE.items() if rule.rights} == ONLY_WITH


def test_what_no_program_may_do():
    assert {act for act, rule in TABLE.items() if rule.scope is None} == NEVER_BY_TOKEN


def test_an_act_that_is_not_in_the_table_is_a_mistake():
    with pytest.raises(KeyError):
        permitted(GUEST, "fly")


def test_the_document_is_the_table():
    assert DOCUMENT.read_text() == as_markdown()


def test_a_no_carries_its_reason():
    insist(YES)
    with pytest.raises(Refused, match="because") as caught:
        insist(Verdict("because"))
    assert caught.value.code == "because"


def test_a_guest_has_no_id():
    with pytest.raises(ValueError, match="guest"):
        GUEST.known()
    assert somebody(Role.customer).known() == 1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rights", RIGHTS)
def test_who_is_told_of_what_is_hidden(role, rights):
    actor = somebody(role, rights)
    assert actor.is_staff == (role in (Role.staff, Role.administrator))
    assert actor.sees_hidden == (actor.is_staff or Right.moderator in rights)
