"""Opens accounts and finds them again: one per mail address and per name, however many try at once."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from community import clock
from community.access import Absent
from community.commands.names import usable_name
from community.model.members import Member, Participant, Role
from community.policy.verdicts import Refused
from community.text.emails import BadEmail, clean_email, email_key
from community.work import Work

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a new account is made of; the name is checked when it is opened."""

    name: str
    email: str
    role: Role = Role.customer
    team_id: int | None = None
    password_hash: str | None = None
    confirmed_at: dt.datetime | None = None
    language: str | None = None


def open_account(work: Work, new: NewAccount) -> Member | None:
    """Make participant and member; return None where the mail address has an account already.

    Raises Refused as names.usable_name does.
    """
    name, key = usable_name(work, new.name, new.role)
    if account_at(work, new.email) is not None:
        return None
    try:
        with work.session.begin_nested():
            return _insert(work, new, name, key)
    except IntegrityError:
        # Another registration was first since we looked; look again, so that both cases end as they do alone.
        usable_name(work, new.name, new.role)
        return None


def _insert(work: Work, new: NewAccount, name: str, key: str) -> Member:
    now = clock.now()
    participant = Participant(name=name, name_key=key, has_account=True, created_at=now)
    work.session.add(participant)
    work.session.flush()
    member = Member(
        id=participant.id,
        email=new.email,
        email_key=email_key(new.email),
        email_confirmed_at=new.confirmed_at,
        password_hash=new.password_hash,
        role=new.role,
        team_id=new.team_id,
        language=new.language,
        created_at=now,
    )
    work.session.add(member)
    work.session.flush()
    return member


def clean_address(raw: str) -> str:
    """Return a mail address in its normal form. Raises Refused: bad_email."""
    try:
        return clean_email(raw)
    except BadEmail as error:
        raise Refused("bad_email") from error


def account_at(work: Work, email: str) -> Member | None:
    """Return the account with this mail address, locked against other writers, or None."""
    statement = select(Member).where(Member.email_key == email_key(email))
    return work.session.scalars(_locked(statement)).one_or_none()


def account(work: Work, member_id: int) -> Member:
    """Return the account, locked against other writers. Raises Absent."""
    found = work.session.scalars(_locked(select(Member).where(Member.id == member_id))).one_or_none()
    if found is None:
        raise Absent
    return found


def participant_of(work: Work, member_id: int) -> Participant:
    """Return the name's row of an account. Raises Absent."""
    found = work.session.scalars(select(Participant).where(Participant.id == member_id)).one_or_none()
    if found is None:
        raise Absent
    return found


def _locked(statement: Select[Member]) -> Select[Member]:
    return statement.with_for_update().execution_options(populate_existing=True)
