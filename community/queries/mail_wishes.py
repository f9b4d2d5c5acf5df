"""Which mails a member wants."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from community.model.account_changes import MailKind, MutedThread, UnwantedMail
from community.model.members import Member
from community.policy.mail_wishes import KINDS
from community.text.emails import mask_email


def wants_mail(session: Session, member_id: int, kind: str, thread_id: int | None) -> bool:
    """Say whether a member wants mail about a notification of this `kind`, in this thread if it is in one."""
    if kind not in KINDS:
        return True
    unwanted = exists().where(UnwantedMail.member_id == member_id, UnwantedMail.kind == KINDS[kind])
    muted = exists().where(MutedThread.member_id == member_id, MutedThread.thread_id == thread_id)
    return not session.scalar(select(unwanted | muted))


def unwanted_mails(session: Session, member_id: int) -> frozenset[MailKind]:
    """Return the kinds of mail a member has turned off."""
    return frozenset(session.scalars(select(UnwantedMail.kind).where(UnwantedMail.member_id == member_id)))


def answer_mails(session: Session, member_id: int) -> str | None:
    """Return a hint at the address that a member gets mails about answers at; None where they want none."""
    unwanted = exists().where(UnwantedMail.member_id == member_id, UnwantedMail.kind == MailKind.replies)
    email = session.scalar(select(Member.email).where(Member.id == member_id, ~unwanted))
    return mask_email(email) if email else None
