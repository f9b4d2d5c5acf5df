"""Signs people in with a link sent to their mail address, in place of the password."""

from dataclasses import dataclass

from community import clock
from community.commands.accounts import account, clean_address
from community.commands.audit import write_audit
from community.commands.one_time_links import redeem, request_link
from community.commands.sessions import end_access
from community.commands.sign_ins import start_session
from community.model.members import Member
from community.model.sign_ins import Purpose
from community.policy.verdicts import Refused
from community.work import Work


@dataclass(frozen=True, slots=True)
class Entered:
    """A session that a link began."""

    token: str
    member_id: int
    confirmed: bool
    """Whether the link has confirmed the address on the way."""


def request_sign_in_link(work: Work, email: str) -> None:
    """Ask for the mail with a link to sign in, as one_time_links.request_link does. Raises Refused: bad_email."""
    request_link(work, Purpose.sign_in, clean_address(email))


def sign_in_with_link(work: Work, secret: str, device: str, *, earlier: str | None = None) -> Entered:
    """Start a session of whoever a link was sent to; the browser's `earlier` session, if any, ends.

    It confirms the address where that was not done. Raises Refused: link_invalid, also where the account was
    suspended or its address changed meanwhile.
    """
    redeemed = redeem(work, Purpose.sign_in, secret)
    if redeemed.member_id is None:
        raise Refused("link_invalid")
    member = account(work, redeemed.member_id)
    if member.email != redeemed.email or member.suspended_at is not None:
        raise Refused("link_invalid")
    unconfirmed = member.email_confirmed_at is None
    if unconfirmed:
        _take_over(work, member)
    return Entered(start_session(work, member, device, earlier=earlier), member.id, unconfirmed)


def _take_over(work: Work, member: Member) -> None:
    """Confirm the address, and leave nothing by which anybody else could get in."""
    member.email_confirmed_at = clock.now()
    # Whoever registered chose a password without showing that the mailbox is theirs; a thief of an address
    # would else share the account with its owner from now on.
    member.password_hash = None
    end_access(work, member.id)
    write_audit(work, None, "email.confirmed", "member", member.id)
