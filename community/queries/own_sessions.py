"""The browsers a member is signed in with."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import clock
from community.model.hashes import hash_of
from community.model.sign_ins import SignIn
from community.policy.actors import Actor
from community.policy.sign_ins import IDLE
from community.text.devices import Device, device_of


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One signed-in browser."""

    ref: str
    """Names it in a form; it opens nothing."""
    device: Device
    since: dt.datetime
    last_seen: dt.datetime
    is_here: bool


def own_sessions(session: Session, actor: Actor, token: str | None) -> tuple[OwnSession, ...]:
    """Return the sessions of `actor` that are in force, latest first; `token` is the one of this browser."""
    now = clock.now()
    here = hash_of(token) if token else ""
    rows = session.scalars(
        select(SignIn)
        .where(SignIn.member_id == actor.id, SignIn.expires_at > now, SignIn.last_seen_at > now - IDLE)
        .order_by(SignIn.last_seen_at.desc(), SignIn.created_at.desc())
    )
    return tuple(
        OwnSession(
            row.token_hash[:REF],
            device_of(row.device),
            row.created_at,
            row.last_seen_at,
            row.token_hash == here,
        )
        for row in rows
    )


REF = 16
"""Characters of a session's hash that tell it from a member's others."""
