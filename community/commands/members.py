"""People come in: customers by themselves, others by an administrator; both look after their account."""

import re
from collections.abc import Sequence
from typing import Final
from zoneinfo import available_timezones

from community import clock
from community.commands.accounts import (
    LANGUAGES,
    NewAccount,
    account,
    account_at,
    clean_address,
    open_account,
    participant_of,
)
from community.commands.audit import write_audit
from community.commands.names import usable_name
from community.commands.one_time_links import redeem
from community.commands.passwords import check_password, hash_password
from community.commands.standing import give_right
from community.commands.teams import team_named
from community.events import MailRequested, MemberRenamed
from community.model.members import Member, Participant, Right, Role
from community.model.sign_ins import Purpose
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Faults, Refused, insist
from community.text.characters import without_invisible
from community.work import Work

THEMES: Final = ("auto", "light", "dark")
_LONGEST_ABOUT: Final = 500
_LONGEST_REGION: Final = 60
# A place is no address: it stands beside the name, where links and mailboxes have no business.
_NO_PLACE: Final = re.compile(r"[@<>]|//|www\.|\w\.\w")


def register(
    work: Work, *, name: str, email: str, password: str, language: str | None = None
) -> Member | None:
    """Open a customer's account and ask for the mail that confirms its address.

    Where the address has an account, return None and ask for a mail that says so: whoever asked sees no
    difference. Raises Refused with everything that is wrong: bad_email, and as names.usable_name and
    passwords.check_password do.
    """
    address = check_newcomer(work, name=name, email=email, password=password, role=Role.customer)
    new = NewAccount(
        name=name,
        email=address,
        password_hash=hash_password(password),
        language=language if language in LANGUAGES else None,
    )
    member = open_account(work, new)
    owner = member or account_at(work, address)
    if owner is not None:
        kind = "confirm_email" if member else "already_registered"
        work.record(MailRequested(kind, owner.id, owner.email))
    return member


def check_newcomer(work: Work, *, name: str, email: str, password: str, role: Role) -> str:
    """Look through all that a person gives of themselves; return the mail address in its normal form.

    Raises Refused, with every reason at once.
    """
    faults, address = Faults(), email
    with faults.noted():
        usable_name(work, name, role)
    with faults.noted():
        address = clean_address(email)
    with faults.noted():
        check_password(password, name=name, email=address)
    faults.insist_none()
    return address


def request_confirmation(work: Work, actor: Actor) -> None:
    """Ask for the confirming mail once more, unless the address is confirmed.

    Raises Refused: sign_in, token_scope.
    """
    insist(permitted(actor, "own_account"))
    member = account(work, actor.known())
    if member.email_confirmed_at is None:
        work.record(MailRequested("confirm_email", member.id, member.email))


def confirm_email(work: Work, secret: str) -> Member:
    """Confirm the address that a link was sent to. Raises Refused: link_invalid."""
    redeemed = redeem(work, Purpose.confirm_email, secret)
    if redeemed.member_id is None:
        raise Refused("link_invalid")
    member = account(work, redeemed.member_id)
    if member.email != redeemed.email or member.suspended_at is not None:
        raise Refused("link_invalid")
    if member.email_confirmed_at is None:
        member.email_confirmed_at = clock.now()
        write_audit(work, None, "email.confirmed", "member", member.id)
    return member


def add_member(
    work: Work,
    actor: Actor | None,
    *,
    name: str,
    email: str,
    role: Role = Role.customer,
    rights: Sequence[Right] = (),
    team: str | None = None,
    password: str | None = None,
    confirmed: bool = True,
) -> Member:
    """Open an account for somebody, as an administrator or (None) as the system.

    Staff without a team get the default one. Raises Refused: not_allowed, bad_email, email_taken,
    team_name_bad, reader_is_staff, and as names.usable_name and passwords.check_password do.
    """
    if actor is not None:
        insist(permitted(actor, "administer"))
    address = clean_address(email)
    if password is not None:
        check_password(password, name=name, email=address)
    new = NewAccount(
        name=name,
        email=address,
        role=role,
        team_id=None if role is Role.customer else team_named(work, team).id,
        password_hash=None if password is None else hash_password(password),
        confirmed_at=clock.now() if confirmed else None,
    )
    member = open_account(work, new)
    if member is None:
        raise Refused("email_taken")
    write_audit(work, actor, "member.added", "member", member.id, role=role.value)
    for right in rights:
        give_right(work, actor, member, right)
    if not confirmed:
        work.record(MailRequested("confirm_email", member.id, member.email))
    return member


def change_name(work: Work, actor: Actor, member_id: int, name: str) -> Participant:
    """Rename a customer (oneself or an administrator) or staff (an administrator: they are our voice).

    Raises Absent, or Refused: sign_in, not_allowed, token_scope, and as names.usable_name does.
    """
    insist(permitted(actor, "own_account"))
    member = account(work, member_id)
    if actor.id != member.id or member.role is not Role.customer:
        insist(permitted(actor, "administer"))
    participant = participant_of(work, member.id)
    participant.name, participant.name_key = usable_name(work, name, member.role, holder_id=member.id)
    work.session.flush()
    work.record(MemberRenamed(participant.id))
    write_audit(work, actor, "member.renamed", "member", member.id)
    return participant


def update_profile(
    work: Work,
    actor: Actor,
    *,
    about: str | None = None,
    region: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
    theme: str | None = None,
) -> Member:
    """Change one's own profile; None leaves a thing as it is, an empty text takes the choice back.

    Staff say nothing about themselves: what they write is read by somebody else first, and this would not be.
    Raises Refused: sign_in, token_scope, about_long, about_of_staff, region_bad, bad_language, bad_timezone, bad_theme.
    """
    insist(permitted(actor, "own_account"))
    member = account(work, actor.known())
    if about is not None:
        member.about = _about(about, member.role)
    if region is not None:
        member.region = _region(region, member.role)
    if language is not None:
        member.language = _one_of(language, LANGUAGES, "bad_language")
    if timezone is not None:
        member.timezone = _one_of(timezone, available_timezones(), "bad_timezone")
    if theme is not None:
        member.theme = _one_of(theme, THEMES, "bad_theme")
    return member


def _about(raw: str, role: Role) -> str:
    about = raw.replace("\r\n", "\n").strip()
    if about and role is not Role.customer:
        raise Refused("about_of_staff")
    if len(about) > _LONGEST_ABOUT:
        raise Refused("about_long")
    return about


def _region(raw: str, role: Role) -> str:
    region = " ".join(without_invisible(raw).split())
    if region and role is not Role.customer:
        raise Refused("about_of_staff")
    if len(region) > _LONGEST_REGION or _NO_PLACE.search(region):
        raise Refused("region_bad")
    return region


def _one_of(value: str, known: Sequence[str] | set[str], code: str) -> str | None:
    if value and value not in known:
        raise Refused(code)
    return value or None
