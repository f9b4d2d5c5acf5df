"""Writes imported threads: versions, posts, marks, closures, obligations and where the old ids went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from community import events
from community.commands.audit import write_audit
from community.commands.board_counts import count_new, counting
from community.commands.imports.additions import Addition, Prepared
from community.commands.imports.marks import accepted_mark, close_past, has_solution, hide_past
from community.commands.imports.owed import History, settle_histories
from community.commands.many_rows import insert_many, new_ids
from community.commands.past_posts import OpenedPast, Past, PublishedPast, past_thread, publish_past_posts
from community.commands.publishing import Author
from community.commands.versions import Target, past_version
from community.model.boards import Board
from community.model.posts import Solution
from community.model.records import ImportedRow
from community.model.threads import Thread, ThreadKind, ThreadTag
from community.model.versions import Version, VersionTag
from community.work import Work


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch comes from and the boards it goes to; the participants of its authors, the ids of its tags."""

    source: str
    boards: Mapping[str, int]
    people: Mapping[str, int]
    tags: Mapping[str, int]


def write_threads(work: Work, place: Place, additions: Sequence[Addition]) -> None:
    """Write new threads with all their posts, and where their old ids went, in the transaction of `work`."""
    version_ids = iter(new_ids(work, Version, sum(len(addition.posts) for addition in additions)))
    threads, questions, pairs = [], [], []
    for addition, thread_id in zip(additions, new_ids(work, Thread, len(additions)), strict=True):
        board_id = place.boards[addition.thread.board]
        first, *rest = addition.posts
        question = past_of(place, next(version_ids), first, Target(board_id), addition.thread.tags)
        thread, to = past_thread(thread_id, question, ThreadKind.question), Target(board_id, thread_id)
        threads.append(thread)
        questions.append(question)
        pairs.append((thread, question))
        pairs += [(thread, past_of(place, next(version_ids), post, to)) for post in rest]
    posts = publish_past_posts(work, pairs, threads)
    _tag(work, place, additions, threads, questions)
    keep_old_ids(work, place, [post for addition in additions for post in addition.posts], posts)
    here = select(Board).where(Board.id.in_({thread.board_id for thread in threads}))
    boards = {board.id: board for board in work.session.scalars(here)}
    left, marks, histories = iter(posts), [], []
    for addition, thread in zip(additions, threads, strict=True):
        own = list(islice(left, len(addition.posts)))
        hide_past(work, addition.posts, own)
        mark = accepted_mark(thread, boards[thread.board_id], addition.thread, addition.posts, own)
        marks += [mark] if mark else []
        close_past(work, thread, addition.thread)
        hidden = bool(addition.thread.question.hidden_because)
        histories.append(History(thread, own, solved=mark is not None, hidden=hidden))
    insert_many(work, Solution, marks)
    settle_histories(work, histories)
    count_new(work, [thread.id for thread in threads])
    tell_imported(work, place, [thread.id for thread in threads], len(posts))


def lock_threads(work: Work, thread_ids: Sequence[int]) -> None:
    """Lock the threads that something is added to, before any counts of boards are: everybody takes them so."""
    if thread_ids:
        rows = select(Thread.id).where(Thread.id.in_(thread_ids)).order_by(Thread.id)
        work.session.execute(rows.with_for_update())


def append_posts(work: Work, place: Place, addition: Addition) -> None:
    """Add what an earlier import of the thread had to leave out, behind what is there by now; it is locked.

    What is owed stays as it is: people may have acted on it since.
    """
    thread = work.session.get_one(Thread, addition.thread_id)
    numbered = zip(new_ids(work, Version, len(addition.posts)), addition.posts, strict=True)
    to = Target(thread.board_id, thread.id)
    texts = [past_of(place, version_id, post, to) for version_id, post in numbered]
    with counting(work, thread):
        posts = publish_past_posts(work, [(thread, past) for past in texts])
        keep_old_ids(work, place, addition.posts, posts)
        hide_past(work, addition.posts, posts)
        if not has_solution(work, thread):
            board = work.session.get_one(Board, thread.board_id)
            mark = accepted_mark(thread, board, addition.thread, addition.posts, posts)
            insert_many(work, Solution, [mark] if mark else [])
    tell_imported(work, place, [thread.id], len(posts))


def past_of(
    place: Place, version_id: int, prepared: Prepared, target: Target, tags: Sequence[str] = ()
) -> Past:
    """Return the text with its author, its date and its version of that id; a question where `target` is a board."""
    post = prepared.post
    author_id = place.people[post.author.external_id]
    version = past_version(
        version_id,
        editor_id=author_id,
        at=post.at,
        board_id=target.board_id,
        thread_id=target.thread_id,
        title=prepared.title,
        source=prepared.wording.source,
        html=prepared.wording.html,
        opening=prepared.wording.opening,
        tags=tuple(place.tags[name] for name in tags),
    )
    return Past(version, Author(author_id), post.at, post.score, hidden=bool(post.hidden_because))


def keep_old_ids(
    work: Work, place: Place, prepared: Sequence[Prepared], posts: Sequence[PublishedPast]
) -> None:
    """Write where each old post went."""
    rows = [
        {
            "source": place.source,
            "kind": text.post.kind,
            "external_id": text.post.external_id,
            "thread_id": post.thread_id,
            "post_id": post.id,
        }
        for text, post in zip(prepared, posts, strict=True)
    ]
    insert_many(work, ImportedRow, rows)


def tell_imported(work: Work, place: Place, thread_ids: Sequence[int], posts: int) -> None:
    """Tell the index, and the audit log."""
    work.record(events.ThreadsImported(min(thread_ids), max(thread_ids)))
    write_audit(
        work,
        None,
        "threads.imported",
        "import",
        None,
        source=place.source,
        threads=len(thread_ids),
        posts=posts,
    )


def _tag(
    work: Work,
    place: Place,
    additions: Sequence[Addition],
    threads: Sequence[OpenedPast],
    questions: Sequence[Past],
) -> None:
    found = [
        (thread.id, question.version.id, tag_id)
        for addition, thread, question in zip(additions, threads, questions, strict=True)
        for tag_id in dict.fromkeys(place.tags[name] for name in addition.thread.tags)
    ]
    of_threads = [{"thread_id": thread_id, "tag_id": tag_id} for thread_id, _, tag_id in found]
    of_versions = [{"version_id": version_id, "tag_id": tag_id} for _, version_id, tag_id in found]
    insert_many(work, ThreadTag, of_threads)
    insert_many(work, VersionTag, of_versions)
