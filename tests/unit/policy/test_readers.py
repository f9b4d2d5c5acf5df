"""Who may vote, say "me too", ignore somebody and publish again what they withdrew."""

import pytest

from community.model.members import Role
from community.policy.actors import GUEST, Actor
from community.policy.posts import may_restore
from community.policy.readers import may_be_affected, may_find_helpful, may_ignore

ME, OTHER = 1, 2
CUSTOMER = Actor(id=ME, name="Mara", role=Role.customer, email_confirmed=True)
STAFF = Actor(id=ME, name="Jana", role=Role.staff, badge="Team Kiel", email_confirmed=True)


@pytest.mark.parametrize(
    ("actor", "author", "is_question", "kind", "hidden", "code"),
    [
        (CUSTOMER, OTHER, False, "question", False, ""),
        (CUSTOMER, OTHER, True, "discussion", False, ""),
        (CUSTOMER, OTHER, True, "question", False, "not_an_answer"),
        (CUSTOMER, OTHER, False, "question", True, "hidden"),
        (CUSTOMER, ME, False, "question", False, "own_helpful"),
        (STAFF, OTHER, False, "question", False, "not_allowed"),
        (GUEST, OTHER, False, "question", False, "sign_in"),
    ],
)
def test_who_finds_a_post_helpful(actor, author, is_question, kind, hidden, code):
    verdict = may_find_helpful(actor, author_id=author, is_question=is_question, kind=kind, hidden=hidden)
    assert verdict.code == code


@pytest.mark.parametrize(
    ("actor", "asker", "kind", "hidden", "code"),
    [
        (CUSTOMER, OTHER, "question", False, ""),
        (CUSTOMER, OTHER, "discussion", False, "not_a_question"),
        (CUSTOMER, OTHER, "question", True, "thread_hidden"),
        (CUSTOMER, ME, "question", False, "own_question"),
        (STAFF, OTHER, "question", False, "not_allowed"),
        (GUEST, OTHER, "question", False, "sign_in"),
    ],
)
def test_who_has_the_problem_too(actor, asker, kind, hidden, code):
    assert may_be_affected(actor, asker_id=asker, kind=kind, hidden=hidden).code == code


@pytest.mark.parametrize(
    ("actor", "member", "role", "code"),
    [
        (CUSTOMER, OTHER, Role.customer, ""),
        (CUSTOMER, OTHER, Role.staff, "ignore_team"),
        (CUSTOMER, OTHER, Role.administrator, "ignore_team"),
        (CUSTOMER, ME, Role.customer, "ignore_self"),
        (STAFF, OTHER, Role.customer, "not_allowed"),
        (GUEST, OTHER, Role.customer, "sign_in"),
    ],
)
def test_who_ignores_whom(actor, member, role, code):
    assert may_ignore(actor, member_id=member, role=role).code == code


@pytest.mark.parametrize(
    ("actor", "author", "by", "by_staff", "code"),
    [
        (CUSTOMER, ME, ME, False, ""),
        (CUSTOMER, ME, OTHER, False, "not_withdrawn"),
        (CUSTOMER, ME, None, False, "not_withdrawn"),
        (CUSTOMER, OTHER, OTHER, False, "not_yours"),
        (CUSTOMER, ME, ME, True, "not_yours"),
        (STAFF, ME, ME, False, "not_allowed"),
        (GUEST, OTHER, OTHER, False, "sign_in"),
    ],
)
def test_who_publishes_again_what_was_withdrawn(actor, author, by, by_staff, code):
    assert may_restore(actor, author_id=author, withdrawn_by_id=by, by_staff=by_staff).code == code
