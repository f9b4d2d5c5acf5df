"""Whether a one-time link still works, asked without using it."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from community import clock
from community.model.hashes import hash_of
from community.model.sign_ins import OneTimeLink, Purpose


def link_works(session: Session, purpose: Purpose, secret: str) -> bool:
    """Say whether `secret` would be accepted for `purpose` now."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    OneTimeLink.token_hash == hash_of(secret),
                    OneTimeLink.purpose == purpose,
                    OneTimeLink.used_at.is_(None),
                    OneTimeLink.expires_at > clock.now(),
                )
            )
        )
    )
