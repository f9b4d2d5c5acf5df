"""Says of announcements that they are about something that does not work now, and that it is over."""

from sqlalchemy import select

from community import access, clock
from community.commands.audit import write_audit
from community.model.threads import KnownIssue, Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def begin_known_issue(work: Work, actor: Actor, thread_id: int) -> KnownIssue:
    """Point everybody to an announcement on the pages of its board until it is over; the words are those that a
    colleague read.

    Raises Absent, or Refused: not_allowed, no_announcement, already_known.
    """
    thread = _announcement(work, actor, thread_id)
    if _standing(work, thread.id) is not None:
        raise Refused("already_known")
    issue = KnownIssue(thread_id=thread.id, begun_by_id=actor.known(), begun_at=clock.now())
    work.session.add(issue)
    write_audit(work, actor, "issue.begun", "thread", thread.id)
    return issue


def end_known_issue(work: Work, actor: Actor, thread_id: int) -> KnownIssue:
    """Point to it no more. Raises Absent, or Refused: not_allowed, no_announcement, not_known."""
    thread = _announcement(work, actor, thread_id)
    issue = _standing(work, thread.id)
    if issue is None:
        raise Refused("not_known")
    issue.ended_at, issue.ended_by_id = clock.now(), actor.known()
    write_audit(work, actor, "issue.ended", "thread", thread.id)
    return issue


def _announcement(work: Work, actor: Actor, thread_id: int) -> Thread:
    insist(permitted(actor, "point_to_issue"))
    thread = access.thread(work.session, actor, thread_id, lock=True)
    if thread.kind is not ThreadKind.announcement:
        raise Refused("no_announcement")
    return thread


def _standing(work: Work, thread_id: int) -> KnownIssue | None:
    statement = select(KnownIssue).where(KnownIssue.thread_id == thread_id, KnownIssue.ended_at.is_(None))
    return work.session.scalars(statement).one_or_none()
