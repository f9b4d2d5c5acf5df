"""Solutions: one where one is allowed, and none that nobody can see."""

from sqlalchemy import Select, func, select

from community.model.boards import Board
from community.model.posts import Post, Solution
from community.model.threads import Thread

_STANDING = Solution.removed_at.is_(None)


def threads_with_rival_solutions() -> Select[int]:
    """Threads with several standing solutions in a board that allows one."""
    return (
        select(Solution.thread_id)
        .join(Thread, Thread.id == Solution.thread_id)
        .join(Board, Board.id == Thread.board_id)
        .where(_STANDING, ~Board.several_solutions)
        .group_by(Solution.thread_id)
        .having(func.count() > 1)
    )


def solutions_out_of_sight() -> Select[int]:
    """Standing solutions whose post is hidden, is the question, or is of another thread."""
    return (
        select(Solution.id)
        .join(Post, Post.id == Solution.post_id)
        .where(
            _STANDING,
            (Post.place.is_(None)) | (Post.number == 1) | (Post.thread_id != Solution.thread_id),
        )
    )
