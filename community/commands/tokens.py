"""Makes and revokes the keys that programs use; only the hash of each is kept."""

import secrets

from sqlalchemy import select

from community import clock
from community.access import Absent
from community.commands.accounts import account
from community.commands.audit import write_audit
from community.model.hashes import hash_of
from community.model.members import Role
from community.model.sign_ins import ApiToken, Scope
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work

PREFIX = "zuruf_"
"""So that a scanner for leaked secrets can know one when it sees it."""


def create_token(work: Work, actor: Actor | None, member_id: int, scope: Scope) -> str:
    """Return a new token of a member: for oneself, or as an administrator or (None) the system for anybody.

    Raises Absent, or Refused: sign_in, not_allowed, token_scope, scope_needs_staff, member_suspended.
    """
    _insist_on_owner(actor, member_id)
    member = account(work, member_id)
    if member.suspended_at is not None:
        raise Refused("member_suspended")
    if scope is Scope.staff and member.role is Role.customer:
        raise Refused("scope_needs_staff")
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken(token_hash=hash_of(secret), member_id=member.id, scope=scope, created_at=clock.now())
    work.session.add(row)
    work.session.flush()
    write_audit(work, actor, "token.created", "token", row.id, member=member.id, scope=scope.value)
    return secret


def revoke_token(work: Work, actor: Actor | None, token_id: int) -> None:
    """Make a token useless for good.

    Raises Absent (also for others' tokens), or Refused: sign_in, token_scope.
    """
    if actor is not None:
        insist(permitted(actor, "own_account"))
    row = work.session.scalars(select(ApiToken).where(ApiToken.id == token_id)).one_or_none()
    if row is None or not _may_govern(actor, row.member_id):
        raise Absent
    if row.revoked_at is None:
        row.revoked_at = clock.now()
        write_audit(work, actor, "token.revoked", "token", row.id, member=row.member_id)


def _insist_on_owner(actor: Actor | None, member_id: int) -> None:
    if actor is not None:
        insist(permitted(actor, "own_account" if actor.id == member_id else "administer"))


def _may_govern(actor: Actor | None, member_id: int) -> bool:
    return actor is None or actor.id == member_id or bool(permitted(actor, "administer"))
