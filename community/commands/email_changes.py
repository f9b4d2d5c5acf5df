"""Changes a mail address: nothing changes before the old and the new address have both confirmed it."""

from sqlalchemy.exc import IntegrityError

from community import clock
from community.commands.accounts import account, account_at, clean_address
from community.commands.audit import write_audit
from community.commands.one_time_links import Redeemed, redeem, revoke_links
from community.commands.passwords import verify_password
from community.events import MailRequested
from community.model.account_changes import EmailChange
from community.model.members import Member
from community.model.sign_ins import Purpose
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Faults, Refused, insist
from community.text.emails import email_key
from community.work import Work


def request_email_change(work: Work, actor: Actor, password: str, email: str) -> None:
    """Ask for the two mails that confirm a new address; an earlier wish is forgotten.

    An address that was never confirmed itself need not agree. Whether the new one has an account already only
    its owner learns. Raises Refused: sign_in, token_scope; or all of password_wrong, bad_email, email_same.
    """
    insist(permitted(actor, "own_account"))
    member, faults, address = account(work, actor.known()), Faults(), ""
    with faults.noted():
        address = _other_address(member, email)
    with faults.noted():
        if not verify_password(member.password_hash, password):
            raise Refused("password_wrong")
    faults.insist_none()
    _forget(work, member)
    known = member.email_confirmed_at is not None
    now = clock.now()
    work.session.add(
        EmailChange(
            member_id=member.id, email=address, old_confirmed_at=None if known else now, created_at=now
        )
    )
    if known:
        work.record(MailRequested("change_email_old", member.id, member.email))
    owner = account_at(work, address)
    if owner is None:
        work.record(MailRequested("change_email_new", member.id, address))
    else:
        work.record(MailRequested("already_registered", owner.id, owner.email))


def cancel_email_change(work: Work, actor: Actor) -> None:
    """Leave the address as it is; the links of the change end. Raises Refused: sign_in, token_scope."""
    insist(permitted(actor, "own_account"))
    _forget(work, account(work, actor.known()))


def confirm_email_change(work: Work, secret: str) -> bool:
    """Confirm a change for the address a link was sent to; return whether it was the second, and is done.

    Raises Refused: link_invalid, email_taken (somebody else registered with the new address meanwhile).
    """
    purpose, redeemed = _redeemed(work, secret)
    if redeemed.member_id is None:
        raise Refused("link_invalid")
    member = account(work, redeemed.member_id)
    change = work.session.get(EmailChange, member.id, with_for_update=True)
    if change is None or member.suspended_at is not None:
        raise Refused("link_invalid")
    if purpose is Purpose.change_email_old and redeemed.email == member.email:
        change.old_confirmed_at = clock.now()
    elif purpose is Purpose.change_email_new and redeemed.email == change.email:
        change.new_confirmed_at = clock.now()
    else:
        raise Refused("link_invalid")
    if change.old_confirmed_at is None or change.new_confirmed_at is None:
        return False
    _replace(work, member, change.email)
    return True


def _redeemed(work: Work, secret: str) -> tuple[Purpose, Redeemed]:
    try:
        return Purpose.change_email_old, redeem(work, Purpose.change_email_old, secret)
    except Refused:
        return Purpose.change_email_new, redeem(work, Purpose.change_email_new, secret)


def _other_address(member: Member, email: str) -> str:
    address = clean_address(email)
    if email_key(address) == member.email_key:
        raise Refused("email_same")
    return address


def _replace(work: Work, member: Member, address: str) -> None:
    old = member.email
    try:
        with work.session.begin_nested():
            member.email, member.email_key = address, email_key(address)
            member.email_confirmed_at = clock.now()
            work.session.flush()
    except IntegrityError as error:
        raise Refused("email_taken") from error
    _forget(work, member)
    for purpose in (Purpose.confirm_email, Purpose.reset_password, Purpose.sign_in):
        revoke_links(work, purpose, member.id)
    write_audit(work, None, "email.changed", "member", member.id)
    for told in (old, address):
        work.record(MailRequested("email_changed", member.id, told))


def _forget(work: Work, member: Member) -> None:
    """Take the change under way back, and every link that was made for it."""
    change = work.session.get(EmailChange, member.id)
    if change is not None:
        work.session.delete(change)
        work.session.flush()
    for purpose in (Purpose.change_email_old, Purpose.change_email_new):
        revoke_links(work, purpose, member.id)
