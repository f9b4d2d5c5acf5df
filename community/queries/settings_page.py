"""The page where members look after their own account."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.account_changes import EmailChange, MailKind
from community.model.members import Member, Participant, Role
from community.policy.actors import Actor
from community.queries.mail_wishes import unwanted_mails
from community.queries.own_sessions import OwnSession, own_sessions


@dataclass(frozen=True, slots=True)
class PendingEmail:
    """A change of address under way: the new one, and who has confirmed it."""

    email: str
    old_confirmed: bool
    new_confirmed: bool


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """What a member chose; `is_customer`: staff name and describe nobody here, others read their words first."""

    name: str
    email: str
    email_confirmed: bool
    pending: PendingEmail | None
    about: str
    region: str
    language: str
    timezone: str
    theme: str
    is_customer: bool
    unwanted: frozenset[MailKind]
    sessions: tuple[OwnSession, ...]


def settings_page(session: Session, actor: Actor, token: str | None) -> SettingsPage:
    """Return the account of `actor`, who is signed in here with `token`."""
    member, name, change = session.execute(
        select(Member, Participant.name, EmailChange)
        .join(Participant, Participant.id == Member.id)
        .outerjoin(EmailChange, EmailChange.member_id == Member.id)
        .where(Member.id == actor.known())
    ).one()
    return SettingsPage(
        name=name,
        email=member.email,
        email_confirmed=member.email_confirmed_at is not None,
        pending=_pending(change),
        about=member.about,
        region=member.region,
        language=member.language or "",
        timezone=member.timezone or "",
        theme=member.theme or "",
        is_customer=member.role is Role.customer,
        unwanted=unwanted_mails(session, member.id),
        sessions=own_sessions(session, actor, token),
    )


def _pending(change: EmailChange | None) -> PendingEmail | None:
    if change is None:
        return None
    return PendingEmail(
        change.email, change.old_confirmed_at is not None, change.new_confirmed_at is not None
    )
