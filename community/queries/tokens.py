"""Whose API token a secret is, and how far it reaches."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.hashes import hash_of
from community.model.members import Member
from community.model.sign_ins import ApiToken, Scope


@dataclass(frozen=True, slots=True)
class TokenOwner:
    """A token in force."""

    token_id: int
    member_id: int
    scope: Scope


def token_owner(session: Session, secret: str) -> TokenOwner | None:
    """Return who a token stands for, or None: unknown, revoked, or its owner suspended."""
    row = session.execute(
        select(ApiToken.id, ApiToken.member_id, ApiToken.scope)
        .join(Member, Member.id == ApiToken.member_id)
        .where(
            ApiToken.token_hash == hash_of(secret),
            ApiToken.revoked_at.is_(None),
            Member.suspended_at.is_(None),
        )
    ).one_or_none()
    return TokenOwner(row.id, row.member_id, row.scope) if row else None
