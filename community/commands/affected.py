"""Members say that a question is theirs too: the thread keeps count, and they follow it."""

from sqlalchemy import update

from community import access, clock
from community.commands.follows import follow_because, unfollow_because
from community.commands.sight import is_hidden
from community.commands.single_rows import put_row, take_row
from community.model.readers import Affected, Following
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.readers import may_be_affected
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def be_affected(work: Work, actor: Actor, thread_id: int) -> None:
    """Say "me too" and follow the thread; doing so again changes nothing.

    Raises Absent, or Refused: sign_in, not_allowed, own_question, thread_hidden, not_a_question.
    """
    insist(permitted(actor, "be_affected"))
    thread = access.thread(work.session, actor, thread_id)
    hidden = is_hidden(work, thread)
    insist(may_be_affected(actor, asker_id=thread.author_id, kind=thread.kind.value, hidden=hidden))
    key = {"member_id": actor.known(), "thread_id": thread.id}
    if put_row(work, Affected, key, since=clock.now()):
        _count(work, thread, 1)
        follow_because(work, actor.known(), thread.id, Following.affected)


def be_affected_no_more(work: Work, actor: Actor, thread_id: int) -> None:
    """Take "me too" back, and the following that came with it. Raises Absent, or Refused: sign_in, not_allowed."""
    insist(permitted(actor, "be_affected"))
    thread = access.thread(work.session, actor, thread_id)
    if take_row(work, Affected, member_id=actor.known(), thread_id=thread.id):
        _count(work, thread, -1)
        unfollow_because(work, actor.known(), thread.id, Following.affected)


def _count(work: Work, thread: Thread, by: int) -> None:
    work.session.execute(
        update(Thread)
        .where(Thread.id == thread.id)
        .values(affected_count=Thread.affected_count + by)
        .execution_options(synchronize_session=False)
    )
    work.session.refresh(thread)
