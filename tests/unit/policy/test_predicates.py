"""The predicates of threads, posts, solutions and readings: every reason, in the order people meet it."""

import pytest

from community.model.boards import Holding
from community.model.members import Right, Role
from community.model.sign_ins import Scope
from community.policy.actors import GUEST, Actor
from community.policy.posts import may_edit, may_hide, may_withdraw
from community.policy.reading import (
    counts_as_reader,
    may_break_glass,
    may_read_later,
    may_read_version,
    may_return_version,
    may_revise,
)
from community.policy.solutions import Choice, may_accept, may_remove
from community.policy.threads import held_because, may_open, may_reply

ME, OTHER, THIRD = 1, 2, 3
CUSTOMER = Actor(id=ME, role=Role.customer, email_confirmed=True)
HELPER = Actor(id=ME, role=Role.customer, rights=frozenset({Right.helper}))
TRUSTED = Actor(id=ME, role=Role.customer, rights=frozenset({Right.moderator}))
STAFF = Actor(id=ME, role=Role.staff, badge="Team")
READER = Actor(id=ME, role=Role.staff, rights=frozenset({Right.reader}))
CURATOR = Actor(id=ME, role=Role.staff, rights=frozenset({Right.moderator}))
BY_TOKEN = Actor(id=ME, role=Role.staff, rights=frozenset({Right.reader}), token=Scope.staff)
FALSE_READER = Actor(id=ME, role=Role.customer, rights=frozenset({Right.reader}))

KINDS = frozenset({"question", "discussion", "announcement"})


@pytest.mark.parametrize(
    ("actor", "editor", "author", "code"),
    [
        (READER, OTHER, OTHER, ""),
        (READER, OTHER, THIRD, ""),
        (READER, ME, ME, "own_version"),
        (READER, ME, OTHER, "own_version"),
        (STAFF, ME, ME, "own_version"),
        (STAFF, OTHER, OTHER, "not_allowed"),
        (STAFF, OTHER, ME, ""),
        (CUSTOMER, OTHER, ME, "not_allowed"),
        (FALSE_READER, OTHER, OTHER, "not_allowed"),
        (FALSE_READER, OTHER, ME, "not_allowed"),
        (BY_TOKEN, OTHER, OTHER, "token_scope"),
        (BY_TOKEN, OTHER, ME, "token_scope"),
        (GUEST, OTHER, THIRD, "not_allowed"),
    ],
)
def test_who_approves_and_returns_a_version(actor, editor, author, code):
    assert may_read_version(actor, editor_id=editor, author_id=author).code == code
    assert may_return_version(actor, editor_id=editor, author_id=author).code == code


@pytest.mark.parametrize(
    ("rights", "is_staff", "reader", "editor", "author", "counts"),
    [
        ({Right.reader}, True, ME, OTHER, OTHER, True),
        ({Right.reader}, True, ME, ME, OTHER, False),
        ({Right.reader}, False, ME, OTHER, OTHER, False),
        (set(), True, ME, OTHER, OTHER, False),
        (set(), True, ME, OTHER, ME, True),
        (set(), False, ME, OTHER, ME, False),
    ],
)
def test_whose_approval_still_counts(rights, is_staff, reader, editor, author, counts):
    given = counts_as_reader(
        frozenset(rights), is_staff, reader_id=reader, editor_id=editor, author_id=author
    )
    assert given == counts


@pytest.mark.parametrize(
    ("actor", "author", "code"),
    [(STAFF, ME, ""), (STAFF, OTHER, "not_allowed"), (READER, OTHER, ""), (CUSTOMER, ME, "not_allowed")],
)
def test_who_writes_the_next_version(actor, author, code):
    assert may_revise(actor, author_id=author).code == code


@pytest.mark.parametrize(
    ("actor", "allowed", "editor", "code"),
    [
        (READER, "readers", ME, ""),
        (READER, "readers", OTHER, "not_yours"),
        (READER, "administrators", ME, "not_allowed"),
        (READER, "off", ME, "glass_is_whole"),
        (STAFF, "readers", ME, "not_allowed"),
        (BY_TOKEN, "readers", ME, "token_scope"),
        (FALSE_READER, "readers", ME, "not_allowed"),
        (GUEST, "readers", ME, "sign_in"),
    ],
)
def test_who_breaks_the_glass(actor, allowed, editor, code):
    assert may_break_glass(actor, allowed, editor_id=editor).code == code


@pytest.mark.parametrize(
    ("actor", "editor", "code"),
    [
        (READER, OTHER, ""),
        (READER, ME, "own_version"),
        (STAFF, OTHER, "not_allowed"),
        (BY_TOKEN, OTHER, "token_scope"),
        (FALSE_READER, OTHER, "not_allowed"),
    ],
)
def test_who_reads_later(actor, editor, code):
    assert may_read_later(actor, editor_id=editor).code == code


@pytest.mark.parametrize(
    ("actor", "kind", "code"),
    [
        (CUSTOMER, "question", ""),
        (CUSTOMER, "announcement", "kind_not_allowed"),
        (CUSTOMER, "idea", "kind_not_allowed"),
        (HELPER, "question", "confirm_email"),
        (STAFF, "announcement", ""),
        (STAFF, "question", "kind_not_allowed"),
        (STAFF, "article", "kind_not_allowed"),
        (GUEST, "question", "sign_in"),
    ],
)
def test_who_opens_what(actor, kind, code):
    assert may_open(actor, kind, KINDS).code == code


@pytest.mark.parametrize(
    ("actor", "closed", "code"),
    [
        (CUSTOMER, False, ""),
        (CUSTOMER, True, "thread_closed"),
        (STAFF, True, ""),
        (HELPER, False, "confirm_email"),
        (GUEST, False, "sign_in"),
    ],
)
def test_who_replies(actor, closed, code):
    assert may_reply(actor, closed=closed).code == code


@pytest.mark.parametrize(
    ("newcomer", "holding", "held"),
    [
        (True, Holding.none, False),
        (True, Holding.first_posts, True),
        (False, Holding.first_posts, False),
        (True, Holding.all, True),
        (False, Holding.all, True),
    ],
)
def test_whose_text_is_held(newcomer, holding, held):
    actor = Actor(id=ME, role=Role.customer, newcomer=newcomer)
    assert bool(held_because(actor, holding, links=False)) == held


@pytest.mark.parametrize(
    ("actor", "author", "hidden", "closed", "by_staff", "code"),
    [
        (CUSTOMER, ME, False, False, False, ""),
        (CUSTOMER, OTHER, False, False, False, "not_yours"),
        (CUSTOMER, ME, False, False, True, "not_yours"),
        (CUSTOMER, ME, True, False, False, "hidden"),
        (CUSTOMER, ME, False, True, False, "thread_closed"),
        (TRUSTED, OTHER, False, False, False, "not_yours"),
        (STAFF, ME, False, True, True, ""),
        (STAFF, OTHER, False, False, True, "not_yours"),
        (CURATOR, OTHER, False, False, False, ""),
        (CURATOR, OTHER, True, False, False, "hidden"),
        (GUEST, OTHER, False, False, False, "sign_in"),
    ],
)
def test_who_edits(actor, author, hidden, closed, by_staff, code):
    verdict = may_edit(actor, author_id=author, hidden=hidden, closed=closed, by_staff=by_staff)
    assert verdict.code == code


@pytest.mark.parametrize(
    ("actor", "author", "is_question", "replies", "by_staff", "code"),
    [
        (CUSTOMER, ME, True, 0, False, ""),
        (CUSTOMER, ME, True, 1, False, "already_answered"),
        (CUSTOMER, ME, False, 5, False, ""),
        (CUSTOMER, ME, False, 0, True, "not_yours"),
        (CUSTOMER, OTHER, False, 0, False, "not_yours"),
        (STAFF, ME, False, 0, True, "not_allowed"),
        (GUEST, OTHER, False, 0, False, "sign_in"),
    ],
)
def test_who_withdraws(actor, author, is_question, replies, by_staff, code):
    verdict = may_withdraw(
        actor, author_id=author, is_question=is_question, replies=replies, by_staff=by_staff
    )
    assert verdict.code == code


@pytest.mark.parametrize(
    ("actor", "author", "code"),
    [(TRUSTED, OTHER, ""), (TRUSTED, ME, "own_post"), (CURATOR, OTHER, ""), (STAFF, OTHER, "not_allowed")],
)
def test_who_hides(actor, author, code):
    assert may_hide(actor, author_id=author).code == code


def choice(**given: object) -> Choice:
    usual: dict[str, object] = {
        "asker_id": OTHER,
        "post_author_id": THIRD,
        "is_question": False,
        "kind": "question",
        "closed": False,
        "locked": False,
        "hidden": False,
        "another_stands": False,
    }
    return Choice(**{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("actor", "given", "code"),
    [
        (CUSTOMER, {"asker_id": ME}, ""),
        (CUSTOMER, {"asker_id": ME, "post_author_id": ME}, ""),
        (CUSTOMER, {"asker_id": ME, "closed": True}, "thread_closed"),
        (CUSTOMER, {}, "not_allowed"),
        (HELPER, {}, ""),
        (HELPER, {"closed": True}, ""),
        (HELPER, {"post_author_id": ME}, "own_answer"),
        (STAFF, {}, ""),
        (STAFF, {"asker_id": ME}, "not_allowed"),
        (STAFF, {"kind": "discussion"}, "not_a_reply"),
        (STAFF, {"is_question": True}, "not_a_reply"),
        (STAFF, {"hidden": True}, "hidden"),
        (STAFF, {"locked": True}, "solution_locked"),
        (STAFF, {"another_stands": True}, "already_solved"),
        (GUEST, {}, "sign_in"),
    ],
)
def test_who_accepts(actor, given, code):
    assert may_accept(actor, choice(**given)).code == code


@pytest.mark.parametrize(
    ("actor", "asker", "marked_by", "confirmed", "locked", "code"),
    [
        (CUSTOMER, ME, OTHER, True, False, ""),
        (CUSTOMER, ME, OTHER, True, True, "solution_locked"),
        (STAFF, OTHER, ME, False, False, ""),
        (STAFF, OTHER, ME, True, False, "not_yours"),
        (STAFF, OTHER, THIRD, False, False, "not_yours"),
        (STAFF, OTHER, None, False, False, "not_yours"),
        (GUEST, OTHER, None, False, False, "sign_in"),
    ],
)
def test_who_takes_a_mark_away(actor, asker, marked_by, confirmed, locked, code):
    verdict = may_remove(actor, asker_id=asker, marked_by_id=marked_by, confirmed=confirmed, locked=locked)
    assert verdict.code == code
