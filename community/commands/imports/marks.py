"""Carries accepted answers, closures and hidings of the past over."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from community.commands.imports.additions import Prepared
from community.commands.imports.past import PastThread
from community.commands.past_posts import OpenedPast, PublishedPast
from community.model.boards import Board
from community.model.posts import Hiding, Solution
from community.model.threads import CAME_CLOSED, Closure, Thread
from community.work import Work


def accepted_mark(
    thread: Thread | OpenedPast,
    board: Board,
    past: PastThread,
    texts: Sequence[Prepared],
    posts: Sequence[PublishedPast],
) -> dict[str, Any] | None:
    """Return the Solution that marks the accepted answer as the asker's confirmed choice, if it is among `posts`.

    What is hidden is no solution. None may stand yet; whoever asks writes it.
    """
    accepted = next(
        (
            post
            for text, post in zip(texts, posts, strict=True)
            if text.post.kind == "answer"
            and text.post.external_id == past.accepted_id
            and not text.post.hidden_because
        ),
        None,
    )
    if accepted is None:
        return None
    at = past.accepted_at or accepted.created_at
    return {
        "thread_id": thread.id,
        "post_id": accepted.id,
        "post_number": accepted.number,
        "exclusive": not board.several_solutions,
        "marked_by_id": thread.author_id,
        "marked_at": at,
        "confirmed_at": at,
    }


def has_solution(work: Work, thread: Thread) -> bool:
    """Say whether a solution of `thread` stands."""
    standing = select(Solution.id).where(Solution.thread_id == thread.id, Solution.removed_at.is_(None))
    return work.session.scalar(standing) is not None


def hide_past(work: Work, prepared: Sequence[Prepared], posts: Sequence[PublishedPast]) -> None:
    """Keep out of sight what was spam there; nobody here hid it, and a moderator can show it."""
    work.session.add_all(
        Hiding(
            post_id=post.id,
            of_thread_id=post.thread_id,
            post_number=post.number,
            thread_id=post.thread_id if post.number == 1 else None,
            kind="hidden",
            reason=text.post.hidden_because,
            hidden_by_id=None,
            hidden_at=text.post.at,
        )
        for text, post in zip(prepared, posts, strict=True)
        if text.post.hidden_because
    )


def close_past(work: Work, thread: Thread | OpenedPast, past: PastThread) -> None:
    """Close a thread that was closed there; nobody here closed it."""
    if past.closed_at is not None:
        work.session.add(
            Closure(
                thread_id=thread.id,
                closed_by_id=None,
                reason=past.closed_because or CAME_CLOSED,
                closed_at=past.closed_at,
            )
        )
