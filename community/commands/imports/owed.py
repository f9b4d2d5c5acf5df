"""Says who is owed a word in imported threads, by the rule for history."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from community.commands.obligations import PastDue, write_history
from community.commands.past_posts import OpenedPast, PublishedPast
from community.model.obligations import OpenedBy
from community.work import Work


@dataclass(frozen=True, slots=True)
class History:
    """An imported thread with its posts in order, and whether it was solved or came hidden."""

    thread: OpenedPast
    posts: Sequence[PublishedPast]
    solved: bool
    hidden: bool


def settle_histories(work: Work, histories: Iterable[History]) -> None:
    """Open the obligation of each imported question, and close it as imported unless a word is owed.

    Owed is one where there is no accepted solution and the last word is the asker's, since that word: for the
    question while nobody else wrote, else for the asker's last post. A closure changes nothing about it.
    In a thread that came hidden it is closed by the hidden question, whose showing opens it.
    """
    write_history(work, [due for history in histories for due in _owed(history)])


def _owed(history: History) -> Iterator[PastDue]:
    thread, question = history.thread, history.posts[0]
    seen = [post for post in history.posts if post.place is not None]
    last = max(seen, key=lambda post: (post.created_at, post.number))
    owed = not history.solved and last.author_id == thread.author_id
    answered = thread.other_reply_count > 0
    waits = owed and not answered
    because = question.id if owed and history.hidden else None
    since = last.created_at if waits else question.created_at
    is_open = waits and not history.hidden
    yield _due(question, OpenedBy.question, since, is_open, because if waits else None)
    if owed and answered:
        yield _due(last, OpenedBy.follow_up, last.created_at, not history.hidden, because)


def _due(
    post: PublishedPast, cause: OpenedBy, since: dt.datetime, is_open: bool, until_shown: int | None
) -> PastDue:
    return PastDue(post.author_id, post.thread_id, post.id, cause, since, is_open, until_shown)
