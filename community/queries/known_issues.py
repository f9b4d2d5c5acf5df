"""Known issues: the announcement that a page points to while something does not work."""

from dataclasses import dataclass

from sqlalchemy import ScalarSelect, exists, select
from sqlalchemy.orm import Session

from community.model.threads import KnownIssue, Thread
from community.policy.actors import Actor
from community.policy.among import among
from community.policy.visibility import visible_thread


@dataclass(frozen=True, slots=True)
class IssueLink:
    """The announcement of something that does not work now."""

    id: int
    slug: str
    title: str


def latest_issue(actor: Actor, near: str | None = None) -> ScalarSelect[int]:
    """Return the thread of the latest standing issue that `actor` sees, as a column for a statement that runs
    anyway: most of the time there is none. With `near` only in the boards the statement is given under that name.
    """
    here = () if near is None else (among(Thread.board_id, near),)
    # Asked of each issue: joined, SQLite would go through all threads of the boards to find none.
    seen = exists().where(Thread.id == KnownIssue.thread_id, visible_thread(actor), *here)
    return (
        select(KnownIssue.thread_id)
        .where(KnownIssue.ended_at.is_(None), seen.correlate(KnownIssue))
        .order_by(KnownIssue.begun_at.desc(), KnownIssue.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def issue_link(session: Session, thread_id: int | None) -> IssueLink | None:
    """Return where a page points to, of a thread its viewer sees; None for None."""
    if thread_id is None:
        return None
    row = session.execute(select(Thread.id, Thread.slug, Thread.title).where(Thread.id == thread_id)).one()
    return IssueLink(*row)
