"""The rights table as data: which role or right opens which act, and to which tokens."""

from dataclasses import dataclass

from community.model.members import Right, Role
from community.model.sign_ins import Scope
from community.policy.actors import Actor
from community.policy.verdicts import YES, Verdict

CUSTOMER, STAFF, ADMINISTRATOR = Role.customer, Role.staff, Role.administrator
COMPANY = (STAFF, ADMINISTRATOR)
EVERYBODY = (None, CUSTOMER, STAFF, ADMINISTRATOR)
MEMBERS = (CUSTOMER, STAFF, ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do an act: a role in `roles`, or a right in `rights`; a token needs `scope` at least."""

    roles: tuple[Role | None, ...] = ()
    rights: tuple[Right, ...] = ()
    scope: Scope | None = None
    """None: never by token."""
    condition: str = ""
    """What the row or its state must say besides, checked by the predicate of the noun."""


TABLE: dict[str, Rule] = {
    "read": Rule(roles=EVERYBODY, scope=Scope.read, condition="what policy.visibility shows"),
    "search": Rule(roles=EVERYBODY, scope=Scope.read, condition="what policy.visibility shows"),
    "ask": Rule(
        roles=(CUSTOMER,), scope=Scope.write, condition="confirmed address; kind allowed by the board"
    ),
    "reply": Rule(roles=(CUSTOMER,), scope=Scope.write, condition="confirmed address; thread not closed"),
    "upload": Rule(roles=MEMBERS, scope=Scope.write, condition="confirmed address; so much a day"),
    "edit_own": Rule(
        roles=(CUSTOMER,), scope=Scope.write, condition="own post, not hidden, thread not closed"
    ),
    "withdraw_own": Rule(
        roles=(CUSTOMER,), scope=Scope.write, condition="own post; a question only while unanswered"
    ),
    "change_held": Rule(
        roles=(CUSTOMER,), scope=Scope.write, condition="own text that is held or was returned by a moderator"
    ),
    "accept": Rule(
        roles=(CUSTOMER,), scope=Scope.write, condition="own question, not closed, choice not locked"
    ),
    "accept_on_behalf": Rule(
        roles=COMPANY,
        rights=(Right.helper,),
        scope=Scope.staff,
        condition="not the own answer; choice not locked",
    ),
    "remove_solution": Rule(
        roles=(CUSTOMER, *COMPANY),
        rights=(Right.helper,),
        scope=Scope.write,
        condition="own question, or own mark not confirmed",
    ),
    "did_not_help": Rule(roles=(CUSTOMER,), scope=Scope.write, condition="own question"),
    "say_helped": Rule(roles=(CUSTOMER,), scope=Scope.write, condition="own obligation"),
    "contradict": Rule(
        roles=(CUSTOMER,), scope=Scope.write, condition="own obligation closed by 'needs no answer'"
    ),
    "find_helpful": Rule(
        roles=(CUSTOMER,), scope=Scope.write, condition="visible answer of somebody else; one vote per person"
    ),
    "be_affected": Rule(roles=(CUSTOMER,), scope=Scope.write, condition="somebody else's question"),
    "follow": Rule(roles=MEMBERS, scope=Scope.write, condition="what policy.visibility shows"),
    "bookmark": Rule(roles=MEMBERS, scope=Scope.write, condition="what policy.visibility shows"),
    "mark_read": Rule(roles=MEMBERS, scope=Scope.write, condition="what policy.visibility shows"),
    "ignore_member": Rule(roles=(CUSTOMER,), scope=Scope.write, condition="another customer, never the team"),
    "see_desk": Rule(roles=COMPANY, scope=Scope.staff),
    "open_thread_as_staff": Rule(roles=COMPANY, scope=Scope.staff, condition="published only after reading"),
    "draft_reply": Rule(roles=COMPANY, scope=Scope.staff, condition="published only after reading"),
    "draft_edit": Rule(
        roles=COMPANY,
        scope=Scope.staff,
        condition="published only after reading; own post, or with the right moderator",
    ),
    "revise_draft": Rule(
        roles=COMPANY, scope=Scope.staff, condition="own open draft, or with the right reader"
    ),
    "withdraw_draft": Rule(roles=COMPANY, scope=Scope.staff, condition="own open draft"),
    "read_draft": Rule(rights=(Right.reader,), condition="staff; not the editor of the version"),
    "approve_own_coedited": Rule(
        roles=COMPANY, condition="first author of a draft whose latest version a reader edited"
    ),
    "break_glass": Rule(
        roles=COMPANY, condition="own text that waits; where the place allows it, and password again"
    ),
    "waive_answer": Rule(roles=COMPANY, scope=Scope.staff, condition="open obligation to answer"),
    "point_to_issue": Rule(roles=COMPANY, scope=Scope.staff, condition="visible announcement"),
    "write_note": Rule(roles=COMPANY, scope=Scope.staff),
    "hide": Rule(rights=(Right.moderator,), scope=Scope.write, condition="visible post, with a reason"),
    "review_held": Rule(rights=(Right.moderator,), condition="held text of somebody else"),
    "close_thread": Rule(rights=(Right.moderator,), scope=Scope.write),
    "lock_solution": Rule(
        rights=(Right.moderator,), scope=Scope.write, condition="a solution stands, not the own answer"
    ),
    "administer": Rule(roles=(ADMINISTRATOR,)),
    "own_account": Rule(roles=MEMBERS, condition="the own account"),
    "save_text": Rule(roles=MEMBERS, condition="the own text that is not sent yet"),
}

_REACH = {Scope.read: 0, Scope.write: 1, Scope.staff: 2}


def permitted(actor: Actor, act: str) -> Verdict:
    """Say whether the table opens `act` to `actor` at all; the state of the row is asked elsewhere.

    Raises KeyError for an act that is not in the table.
    """
    rule = TABLE[act]
    if actor.token is not None and (rule.scope is None or _REACH[actor.token] < _REACH[rule.scope]):
        return Verdict("token_scope")
    if actor.role in rule.roles or any(right in actor.rights for right in rule.rights):
        return YES
    return Verdict("sign_in" if actor.id is None else "not_allowed")
