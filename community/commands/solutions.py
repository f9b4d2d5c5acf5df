"""Marks the solution and takes the mark away, with what that does to obligations."""

from sqlalchemy import select

from community import access, clock, events
from community.commands.audit import write_audit
from community.commands.board_counts import counting
from community.commands.obligations import close, closed_by_post, open_answer, reopen, standing
from community.commands.sight import is_closed, is_hidden
from community.commands.solution_locks import is_locked, lift_lock
from community.model.boards import Board
from community.model.obligations import ClosedBy, ObligationKind, OpenedBy
from community.model.posts import Post, Solution
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.solutions import Choice, may_accept, may_remove
from community.policy.verdicts import Refused, insist
from community.work import Work


def accept_solution(work: Work, actor: Actor, post_id: int) -> Solution:
    """Mark a post as the solution: final by the asker, proposed by staff and helpers until the asker confirms.

    An asker's own later post may be it ("it was the cable"), as they found what helped; it is no answer of somebody
    else all the same: it answers nothing and is not counted among the answers.
    Marking again what stands changes nothing, except that the asker confirms it.
    Raises Absent, or Refused: as policy.solutions.may_accept.
    """
    post, thread = access.post(work.session, actor, post_id, lock=True)
    standing_marks = _standing(work, thread)
    own = actor.id == thread.author_id
    # Shared lock: nobody turns the board's switch between this look and the mark.
    board = work.session.get_one(Board, thread.board_id, with_for_update={"read": True})
    exclusive = not board.several_solutions
    others = [mark for mark in standing_marks if mark.post_id != post.id]
    # The asker's word outranks a proposal; a choice of their own they take back first.
    blocking = [mark for mark in others if not own or mark.confirmed_at is not None]
    choice = Choice(
        asker_id=thread.author_id,
        post_author_id=post.author_id,
        is_question=post.number == 1,
        kind=thread.kind.value,
        closed=is_closed(work, thread),
        locked=is_locked(work, thread.id),
        hidden=post.place is None or is_hidden(work, thread),
        another_stands=exclusive and bool(blocking),
    )
    insist(may_accept(actor, choice))
    mine = next((mark for mark in standing_marks if mark.post_id == post.id), None)
    if mine is None:
        with counting(work, thread):
            if exclusive:
                for mark in others:
                    _remove(work, actor, mark, "removed")
            mine = _mark(work, actor, thread, post, exclusive, own)
    elif own and mine.confirmed_at is None:
        mine.confirmed_at = clock.now()
    if own:
        owed = standing(work, thread_id=thread.id, owed_to_id=thread.author_id, kind=ObligationKind.answer)
        close(work, owed, ClosedBy.accepted, member_id=actor.id, post_id=post.id)
    return mine


def remove_solution(work: Work, actor: Actor, post_id: int, *, did_not_help: bool = False) -> Solution:
    """Take the mark off a post; what it had closed is owed again, and always where it did not help.

    Raises Absent, or Refused: thread_hidden, not_marked, and as policy.solutions.may_remove; not_yours for
    `did_not_help` of anybody but the asker.
    """
    insist(permitted(actor, "remove_solution"))
    post, thread = access.post(work.session, actor, post_id, lock=True)
    if is_hidden(work, thread):
        raise Refused("thread_hidden")
    mark = next((mark for mark in _standing(work, thread) if mark.post_id == post.id), None)
    if mark is None:
        raise Refused("not_marked")
    confirmed = mark.confirmed_at is not None
    locked = is_locked(work, thread.id)
    if did_not_help and actor.id != thread.author_id:
        raise Refused("not_yours")
    insist(
        may_remove(
            actor,
            asker_id=thread.author_id,
            marked_by_id=mark.marked_by_id,
            confirmed=confirmed,
            locked=locked,
        )
    )
    with counting(work, thread):
        _remove(work, actor, mark, "did_not_help" if did_not_help else "removed")
    owed = [row for row in closed_by_post(work, post.id, _BY_POST) if row.owed_to_id == thread.author_id]
    again = reopen(work, owed, "did_not_help" if did_not_help else "removed", member_id=actor.id)
    waiting = standing(work, thread_id=thread.id, owed_to_id=thread.author_id, kind=ObligationKind.answer)
    if did_not_help and not again and not waiting:
        question = work.session.scalars(
            select(Post).where(Post.thread_id == thread.id, Post.number == 1)
        ).one()
        open_answer(
            work,
            owed_to_id=thread.author_id,
            thread_id=thread.id,
            post_id=question.id,
            cause=OpenedBy.did_not_help,
        )
    return mark


def drop_mark_of_hidden(work: Work, actor: Actor, post: Post) -> None:
    """Take the mark off a post that goes out of sight; with it goes the lock of a choice nobody can see."""
    for mark in work.session.scalars(
        select(Solution).where(Solution.post_id == post.id, Solution.removed_at.is_(None))
    ):
        lift_lock(work, actor, mark.thread_id, "hidden")
        _remove(work, actor, mark, "hidden")


_BY_POST = (ClosedBy.accepted, ClosedBy.answered)


def _standing(work: Work, thread: Thread) -> list[Solution]:
    statement = select(Solution).where(Solution.thread_id == thread.id, Solution.removed_at.is_(None))
    return list(work.session.scalars(statement))


def _mark(work: Work, actor: Actor, thread: Thread, post: Post, exclusive: bool, own: bool) -> Solution:
    now = clock.now()
    mark = Solution(
        thread_id=thread.id,
        post_id=post.id,
        post_number=post.number,
        exclusive=exclusive,
        marked_by_id=actor.id,
        marked_at=now,
        confirmed_at=now if own else None,
    )
    work.session.add(mark)
    work.session.flush()
    work.record(events.SolutionMarked(mark.id))
    write_audit(work, actor, "solution.marked", "post", post.id, proposed=not own)
    return mark


def _remove(work: Work, actor: Actor, mark: Solution, cause: str) -> None:
    mark.removed_at, mark.removed_by_id, mark.removal = clock.now(), actor.id, cause
    work.session.flush()
    work.record(events.SolutionRemoved(mark.id))
    write_audit(work, actor, "solution.removed", "post", mark.post_id, cause=cause)
