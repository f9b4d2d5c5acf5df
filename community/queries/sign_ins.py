"""Whose session a token opens."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from community import access, clock
from community.model.base import UtcDateTime
from community.model.hashes import hash_of
from community.model.members import Member
from community.model.sign_ins import SignIn
from community.policy.actors import Actor
from community.policy.prepared import read
from community.policy.sign_ins import IDLE, SEEN_EVERY


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session in force; `unnoted`: its use has not been written down for an hour."""

    actor: Actor
    timezone: str | None
    """The one its owner chose; None: that of the place."""
    unnoted: bool


def signed_in(session: Session, token: str) -> SignedIn | None:
    """Return the session that `token` opens, or None: unknown, ended, idle too long, member suspended."""
    now = clock.now()
    given = {"token_hash": hash_of(token), "now": now, "idle_since": now - IDLE}
    row = read(session, _SIGNED_IN, given).one_or_none()
    if row is None:
        return None
    return SignedIn(access.actor_of(row), row.timezone, row.last_seen_at <= now - SEEN_EVERY)


_SIGNED_IN: Final = (
    access.ACTORS.add_columns(SignIn.last_seen_at, Member.timezone)
    .join(SignIn, SignIn.member_id == Member.id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.expires_at > bindparam("now", type_=UtcDateTime()),
        SignIn.last_seen_at > bindparam("idle_since", type_=UtcDateTime()),
    )
)


def member_of(session: Session, token: str) -> int | None:
    """Return the id of the member whose session `token` opens, or None."""
    found = signed_in(session, token)
    return found.actor.id if found else None
