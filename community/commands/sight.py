"""Says whether a thread is closed or out of sight, or a post being edited, for commands that must not go on then."""

from sqlalchemy import select

from community.model.drafts import OPEN_STATES, Draft
from community.model.posts import Hiding, Post
from community.model.threads import Closure, Thread
from community.policy.actors import Actor
from community.policy.verdicts import Refused
from community.work import Work


def is_closed(work: Work, thread: Thread) -> bool:
    """Say whether a closure of `thread` stands."""
    statement = select(Closure.id).where(Closure.thread_id == thread.id, Closure.lifted_at.is_(None))
    return work.session.scalar(statement) is not None


def is_hidden(work: Work, thread: Thread) -> bool:
    """Say whether the whole thread is out of sight, because its question is."""
    statement = select(Hiding.id).where(Hiding.thread_id == thread.id, Hiding.lifted_at.is_(None))
    return work.session.scalar(statement) is not None


def insist_on_no_open_edit(work: Work, actor: Actor, post: Post) -> None:
    """Let an edit begin where no other one of `post` waits that `actor` may know of. Raises Refused: edit_waiting."""
    waiting = select(Draft.id).where(Draft.post_id == post.id, Draft.state.in_(OPEN_STATES))
    if not actor.is_staff:
        waiting = waiting.where(~Draft.by_staff)
    if work.session.scalar(waiting.limit(1)) is not None:
        raise Refused("edit_waiting")
