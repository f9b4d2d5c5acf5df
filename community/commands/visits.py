"""Members have read threads up to a post, or all of a board."""

from sqlalchemy import select

from community import access, clock
from community.commands.single_rows import put_row, set_row
from community.model.posts import Post
from community.model.readers import BoardVisit, ThreadVisit
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def mark_thread_read(work: Work, actor: Actor, thread_id: int, post_id: int) -> None:
    """Write down that a member has seen a thread up to the visible post `post_id`; it never goes back.

    Raises Absent, or Refused: sign_in.
    """
    insist(permitted(actor, "mark_read"))
    thread = access.thread(work.session, actor, thread_id)
    seen = work.session.execute(
        select(Post.number, Post.created_at)
        # The last one no younger than it: which posts are hidden here must not show.
        .where(Post.thread_id == thread.id, Post.place.is_not(None), Post.id <= post_id)
        .order_by(Post.number.desc())
        .limit(1)
    ).one_or_none()
    if seen is None:
        return
    # The last post's time as lists know it: imported posts need not come in the order of their times.
    whole = seen.number == _last(work, thread.id)
    until = max(seen.created_at, thread.last_post_at) if whole else seen.created_at
    values = {"number": seen.number, "read_until": until, "visited_at": clock.now()}
    key = {"member_id": actor.known(), "thread_id": thread.id}
    if put_row(work, ThreadVisit, key, **values):
        return
    row = work.session.get_one(ThreadVisit, (actor.known(), thread.id), with_for_update=True)
    row.visited_at = values["visited_at"]
    if row.number <= seen.number:
        row.number, row.read_until = seen.number, max(until, row.read_until)


def mark_board_read(work: Work, actor: Actor, slug: str) -> None:
    """Write down that nothing in a board is new to a member any more. Raises Absent, or Refused: sign_in."""
    insist(permitted(actor, "mark_read"))
    board = access.board(work.session, actor, slug)
    key = {"member_id": actor.known(), "board_id": board.id}
    set_row(work, BoardVisit, key, read_until=clock.now())


def _last(work: Work, thread_id: int) -> int | None:
    last = select(Post.number).where(Post.thread_id == thread_id, Post.place.is_not(None))
    return work.session.scalar(last.order_by(Post.place.desc()).limit(1))
