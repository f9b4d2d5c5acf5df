"""Takes posts out of sight and brings them back, with what that does to counters and obligations."""

from sqlalchemy import ColumnElement, func, select, update

from community import access, clock, events
from community.commands.audit import write_audit
from community.commands.board_counts import counting
from community.commands.clauses import reason_of
from community.commands.obligations import close_unseen, closed_by_post, reopen, resume, standing
from community.commands.solutions import drop_mark_of_hidden
from community.model.obligations import ClosedBy, ObligationKind
from community.model.posts import Hiding, Post
from community.model.threads import DetailsRequest, Thread
from community.policy.actors import Actor
from community.policy.posts import may_hide, may_restore, may_withdraw
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work


def hide_post(work: Work, actor: Actor, post_id: int, clause: str, *, delete: bool = False) -> Hiding:
    """Take a post out of sight as a moderator; the question takes its thread along.

    Raises Absent, or Refused: not_allowed, own_post, already_hidden, and as clauses.reason_of.
    """
    insist(permitted(actor, "hide"))
    reason = reason_of(work, "hide", clause)
    post, thread = access.post(work.session, actor, post_id, lock=True)
    insist(may_hide(actor, author_id=post.author_id))
    kind = "deleted" if delete else "hidden"
    hiding = _hide(work, actor, post, thread, kind, reason)
    write_audit(work, actor, f"post.{kind}", "post", post.id, reason=reason)
    return hiding


def withdraw_post(work: Work, actor: Actor, post_id: int) -> Hiding:
    """Take an own post back. Raises Absent, or Refused: not_allowed, not_yours, already_answered, already_hidden."""
    post, thread = access.post(work.session, actor, post_id, lock=True)
    insist(
        may_withdraw(
            actor,
            author_id=post.author_id,
            is_question=post.number == 1,
            replies=thread.other_reply_count,
            by_staff=post.by_staff,
        )
    )
    hiding = _hide(work, actor, post, thread, "withdrawn", "withdrawn by its author")
    return hiding


def show_post(work: Work, actor: Actor, post_id: int) -> Hiding:
    """Bring a hidden post back as a moderator; what its hiding closed is owed again.

    Raises Absent, or Refused: not_allowed, own_post, not_hidden (also what its author withdrew).
    """
    insist(permitted(actor, "hide"))
    post, thread = access.post(work.session, actor, post_id, lock=True)
    insist(may_hide(actor, author_id=post.author_id))
    hiding = _standing(work, post)
    if hiding is None or hiding.kind == "withdrawn":
        raise Refused("not_hidden")
    _lift(work, actor, hiding, post, thread)
    hidden = closed_by_post(work, post.id, [ClosedBy.hidden, ClosedBy.imported])
    reopen(work, hidden, "shown", member_id=actor.id)
    write_audit(work, actor, "post.shown", "post", post.id)
    work.record(events.PostShown(post.id))
    return hiding


def restore_post(work: Work, actor: Actor, post_id: int) -> Hiding:
    """Publish again what its author took back; what its withdrawal closed is owed again.

    Raises Absent, or Refused: sign_in, not_allowed, not_yours, not_withdrawn.
    """
    insist(permitted(actor, "withdraw_own"))
    post, thread = access.post(work.session, actor, post_id, lock=True)
    hiding = _standing(work, post)
    by = hiding.hidden_by_id if hiding is not None and hiding.kind == "withdrawn" else None
    insist(may_restore(actor, author_id=post.author_id, withdrawn_by_id=by, by_staff=post.by_staff))
    if hiding is None:
        raise Refused("not_withdrawn")
    _lift(work, actor, hiding, post, thread)
    reopen(work, closed_by_post(work, post.id, [ClosedBy.withdrawn]), "restored", member_id=actor.id)
    work.record(events.PostShown(post.id))
    return hiding


def recount(work: Work, thread: Thread) -> None:
    """Count a thread's visible replies anew and find its last one."""
    work.session.flush()
    visible = (Post.thread_id == thread.id, Post.place.is_not(None))
    replies = (*visible, Post.number > 1)
    count = select(func.count()).select_from(Post)
    thread.reply_count = work.session.scalar(count.where(*replies)) or 0
    thread.staff_reply_count = work.session.scalar(count.where(*replies, Post.by_staff)) or 0
    thread.other_reply_count = (
        work.session.scalar(count.where(*replies, Post.author_id != thread.author_id)) or 0
    )
    last = work.session.scalars(
        select(Post).where(*visible).order_by(Post.created_at.desc(), Post.number.desc()).limit(1)
    ).one()
    thread.last_post_at, thread.last_author_id, thread.last_badge = (
        last.created_at,
        last.author_id,
        last.badge,
    )


def _hide(work: Work, actor: Actor, post: Post, thread: Thread, kind: str, reason: str) -> Hiding:
    if _standing(work, post) is not None:
        raise Refused("already_hidden")
    hiding = Hiding(
        post_id=post.id,
        of_thread_id=thread.id,
        post_number=post.number,
        thread_id=thread.id if post.number == 1 else None,
        kind=kind,
        reason=reason,
        hidden_by_id=actor.id,
        hidden_at=clock.now(),
    )
    with counting(work, thread):
        work.session.add(hiding)
        drop_mark_of_hidden(work, actor, post)
        if post.number > 1:
            _take_place(work, post)
        recount(work, thread)
    close_unseen(work, standing(work, thread_id=thread.id, kind=ObligationKind.answer), actor.id)
    answered = closed_by_post(work, post.id, [ClosedBy.answered, ClosedBy.accepted])
    reopen(work, answered, kind, member_id=actor.id)
    _forget_details_request(work, post)
    work.record(events.PostHidden(post.id))
    return hiding


def _lift(work: Work, actor: Actor, hiding: Hiding, post: Post, thread: Thread) -> None:
    with counting(work, thread):
        hiding.lifted_at, hiding.lifted_by_id = clock.now(), actor.id
        if post.number > 1:
            _give_place(work, post)
        recount(work, thread)


def _standing(work: Work, post: Post) -> Hiding | None:
    statement = select(Hiding).where(Hiding.post_id == post.id, Hiding.lifted_at.is_(None))
    return work.session.scalars(statement).one_or_none()


def _forget_details_request(work: Work, post: Post) -> None:
    """Let the clocks run on that rested for details nobody can see being asked for any more."""
    statement = select(DetailsRequest).where(
        DetailsRequest.post_id == post.id, DetailsRequest.met_at.is_(None)
    )
    for request in work.session.scalars(statement):
        request.met_at = clock.now()
        resume(work, thread_id=post.thread_id)


def _take_place(work: Work, post: Post) -> None:
    place, post.place = post.place, None
    work.session.flush()
    _shift(work, post.thread_id, Post.place > place, -1)


def _give_place(work: Work, post: Post) -> None:
    before = select(func.max(Post.place)).where(Post.thread_id == post.thread_id, Post.number < post.number)
    place = (work.session.scalar(before) or 0) + 1
    _shift(work, post.thread_id, Post.place >= place, 1)
    post.place = place


def _shift(work: Work, thread_id: int, which: ColumnElement[bool], by: int) -> None:
    # By way of negative numbers: the rows move one after the other, and no two may share a place on the way.
    for moved, place in ((which, -(Post.place + by)), (Post.place < 0, -Post.place)):
        work.session.execute(
            update(Post)
            .where(Post.thread_id == thread_id, moved)
            .values(place=place)
            .execution_options(synchronize_session="fetch")
        )
