"""Makes and redeems one-time links: bound to a purpose, used once, gone after a while."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, update

from community import clock
from community.commands.accounts import account_at
from community.events import MailRequested
from community.model.hashes import hash_of
from community.model.sign_ins import OneTimeLink, Purpose
from community.policy.verdicts import Refused
from community.work import Work

LASTS: Final = {
    Purpose.confirm_email: dt.timedelta(hours=24),
    Purpose.change_email_old: dt.timedelta(hours=24),
    Purpose.change_email_new: dt.timedelta(hours=24),
    Purpose.reset_password: dt.timedelta(hours=1),
    # It opens the account as it is, and is used at once or not at all.
    Purpose.sign_in: dt.timedelta(minutes=15),
    # Shown on the operator's own screen, and made anew at every start.
    Purpose.found: dt.timedelta(days=7),
}

NOBODY: Final = MailRequested("nobody", 0, "")
"""Asks for no mail; it is written for unknown addresses, so that the answer takes as long."""


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a link stood for."""

    member_id: int | None
    email: str | None


def request_link(work: Work, purpose: Purpose, email: str) -> None:
    """Ask for the mail that brings a link to whoever has this address.

    Unknown and suspended accounts get none, and nobody can tell.
    """
    member = account_at(work, email)
    if member is None or member.suspended_at is not None:
        work.record(NOBODY)
    else:
        work.record(MailRequested(purpose.value, member.id, member.email))


def make_link(
    work: Work,
    purpose: Purpose,
    member_id: int | None = None,
    email: str | None = None,
    *,
    lasts: dt.timedelta | None = None,
) -> str:
    """Return the secret of a new link; earlier ones for the same purpose and member stop working.

    It lasts as long as LASTS says of its purpose, or as `lasts` does.
    """
    revoke_links(work, purpose, member_id)
    secret = secrets.token_urlsafe(32)
    now = clock.now()
    work.session.add(
        OneTimeLink(
            token_hash=hash_of(secret),
            purpose=purpose,
            member_id=member_id,
            email=email,
            created_at=now,
            expires_at=now + (lasts or LASTS[purpose]),
        )
    )
    work.session.flush()
    return secret


def revoke_links(work: Work, purpose: Purpose, member_id: int | None) -> None:
    """Make every link for this purpose and member useless."""
    work.session.execute(
        delete(OneTimeLink).where(OneTimeLink.purpose == purpose, OneTimeLink.member_id == member_id)
    )


def redeem(work: Work, purpose: Purpose, secret: str) -> Redeemed:
    """Use a link up. Raises Refused: link_invalid, for unknown, used, expired and others' purposes alike."""
    now = clock.now()
    # One statement finds and uses it, so that of two at once only one gets the row.
    row = work.session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.token_hash == hash_of(secret),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(used_at=now)
        .returning(OneTimeLink.member_id, OneTimeLink.email)
    ).one_or_none()
    if row is None:
        raise Refused("link_invalid")
    return Redeemed(row.member_id, row.email)
