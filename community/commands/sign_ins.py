"""Signs people in and out; of each session only the hash of its token is kept."""

import secrets
from dataclasses import dataclass

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from community import clock
from community.commands.accounts import account
from community.commands.passwords import verify_password
from community.commands.sessions import end_sessions
from community.model.hashes import hash_of
from community.model.members import Member
from community.model.sign_ins import SignIn
from community.policy.sign_ins import IDLE, LONGEST, SEEN_EVERY
from community.policy.verdicts import Refused
from community.text.characters import without_invisible
from community.text.emails import email_key
from community.work import Work

__all__ = ["Proof", "end_sessions", "note_use", "prove", "sign_in", "sign_out", "start_session"]


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody knew a member's password, and which one it was then."""

    member_id: int
    password_hash: str


def prove(session: Session, email: str, password: str) -> Proof:
    """Check mail address and password; takes as long for unknown addresses.

    It runs before the unit of work: the slow hash must not be computed while the database waits for us.
    Raises Refused: sign_in_failed, for unknown, wrong and suspended alike.
    """
    row = session.execute(
        select(Member.id, Member.password_hash).where(
            Member.email_key == email_key(email), Member.suspended_at.is_(None)
        )
    ).one_or_none()
    kept = row.password_hash if row else None
    if not verify_password(kept, password) or row is None or kept is None:
        raise Refused("sign_in_failed")
    return Proof(row.id, kept)


def sign_in(work: Work, proof: Proof, device: str, *, earlier: str | None = None) -> str:
    """Start a session and return its token; the browser's `earlier` session, if any, ends.

    Raises Refused: sign_in_failed, where the password changed or the account was suspended meanwhile.
    """
    member = account(work, proof.member_id)
    if member.password_hash != proof.password_hash or member.suspended_at is not None:
        raise Refused("sign_in_failed")
    return start_session(work, member, device, earlier=earlier)


def start_session(work: Work, member: Member, device: str, *, earlier: str | None = None) -> str:
    """Start a session of somebody who proved who they are; the browser's `earlier` session, if any, ends."""
    if earlier is not None:
        sign_out(work, earlier)
    now = clock.now()
    _forget_ended(work, member.id)
    token = secrets.token_urlsafe(32)
    work.session.add(
        SignIn(
            token_hash=hash_of(token),
            member_id=member.id,
            device=" ".join(without_invisible(device).split())[:120],
            created_at=now,
            last_seen_at=now,
            expires_at=now + LONGEST,
        )
    )
    work.session.flush()
    return token


def sign_out(work: Work, token: str) -> None:
    """End one session; an unknown token ends nothing."""
    work.session.execute(delete(SignIn).where(SignIn.token_hash == hash_of(token)))


def note_use(work: Work, token: str) -> None:
    """Write down that a session is in use, if that was not done within the hour; an idle one is not woken."""
    now = clock.now()
    work.session.execute(
        update(SignIn)
        .where(
            SignIn.token_hash == hash_of(token),
            SignIn.last_seen_at <= now - SEEN_EVERY,
            SignIn.last_seen_at > now - IDLE,
        )
        .values(last_seen_at=now)
    )


def _forget_ended(work: Work, member_id: int) -> None:
    now = clock.now()
    ended = or_(SignIn.expires_at <= now, SignIn.last_seen_at <= now - IDLE)
    work.session.execute(delete(SignIn).where(SignIn.member_id == member_id, ended))
