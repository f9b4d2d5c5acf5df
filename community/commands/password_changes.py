"""Changes passwords: with the old one, or with a link sent to the mail address; both end every session."""

from community import clock
from community.commands.accounts import account, participant_of
from community.commands.audit import write_audit
from community.commands.one_time_links import redeem, request_link, revoke_links
from community.commands.passwords import check_password, hash_password, verify_password
from community.commands.sessions import end_access, end_sessions
from community.events import MailRequested
from community.model.members import Member
from community.model.sign_ins import Purpose
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def request_reset(work: Work, email: str) -> None:
    """Ask for the mail with a reset link, as one_time_links.request_link does."""
    request_link(work, Purpose.reset_password, email)


def reset_password(work: Work, secret: str, password: str) -> Member:
    """Set the password of whoever a link was sent to; it confirms the address, ends sessions and tokens.

    Raises Refused: link_invalid, and as passwords.check_password does; the link then still works.
    """
    redeemed = redeem(work, Purpose.reset_password, secret)
    if redeemed.member_id is None:
        raise Refused("link_invalid")
    member = account(work, redeemed.member_id)
    if member.email != redeemed.email or member.suspended_at is not None:
        raise Refused("link_invalid")
    if member.email_confirmed_at is None:
        member.email_confirmed_at = clock.now()
    _replace(work, member, password)
    # Whoever is locked out may have been robbed: keys the thief made go as well.
    end_access(work, member.id)
    write_audit(work, None, "password.reset", "member", member.id)
    return member


def change_password(work: Work, actor: Actor, old: str, new: str) -> Member:
    """Change one's own password; every session ends, also the one it is done in.

    Raises Refused: sign_in, token_scope, password_wrong, and as passwords.check_password does.
    """
    insist(permitted(actor, "own_account"))
    member = account(work, actor.known())
    if not verify_password(member.password_hash, old):
        raise Refused("password_wrong")
    _replace(work, member, new)
    end_sessions(work, member.id)
    write_audit(work, actor, "password.changed", "member", member.id)
    return member


def set_password(work: Work, member_id: int, password: str) -> Member:
    """Set a password as the system (the operator's command line); every session and token ends.

    Raises Absent, or Refused as passwords.check_password does.
    """
    member = account(work, member_id)
    _replace(work, member, password)
    end_access(work, member.id)
    write_audit(work, None, "password.set", "member", member.id)
    return member


def _replace(work: Work, member: Member, password: str) -> None:
    first = member.password_hash is None
    check_password(password, name=participant_of(work, member.id).name, email=member.email)
    member.password_hash = hash_password(password)
    work.session.flush()
    for purpose in (Purpose.reset_password, Purpose.sign_in):
        revoke_links(work, purpose, member.id)
    # Who sets the first one knows it, and there was none to be robbed of.
    if not first:
        work.record(MailRequested("password_changed", member.id, member.email))
