"""Members say which mails they want: in their settings, or with the link in a mail."""

from collections.abc import Collection

from sqlalchemy import delete, exists, select

from community.model.account_changes import MailKind, MutedThread, UnwantedMail
from community.model.members import Member
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def choose_mails(work: Work, actor: Actor, wanted: Collection[MailKind]) -> None:
    """Keep which kinds of mail one wants; all others are turned off. Raises Refused: sign_in, token_scope."""
    insist(permitted(actor, "own_account"))
    member_id = actor.known()
    work.session.execute(delete(UnwantedMail).where(UnwantedMail.member_id == member_id))
    work.session.add_all(
        UnwantedMail(member_id=member_id, kind=kind) for kind in MailKind if kind not in wanted
    )


def stop_mails(work: Work, member_id: int, thread_id: int | None = None) -> None:
    """Send a member no more mails of a thread, or (None) none about threads at all.

    The caller has checked the signed link; who is gone, or a thread that is, leaves nothing to do.
    """
    if not work.session.scalar(select(exists().where(Member.id == member_id))):
        return
    if thread_id is None:
        for kind in MailKind:
            work.session.merge(UnwantedMail(member_id=member_id, kind=kind))
    elif work.session.scalar(select(exists().where(Thread.id == thread_id))):
        work.session.merge(MutedThread(member_id=member_id, thread_id=thread_id))
