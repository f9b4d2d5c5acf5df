"""Brings past threads in, in batches committed with the mapping of old ids: it can stop anywhere and go on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy.orm import Session

from community.commands.imports.additions import Addition, Missing, additions_of, missing_from
from community.commands.imports.past import PastPerson, PastThread
from community.commands.imports.people import bring_people
from community.commands.imports.rejects import Rejects
from community.commands.imports.tags import bring_tags
from community.commands.imports.workers import Texts, ahead, turning
from community.commands.imports.writing import Place, append_posts, lock_threads, write_threads
from community.work import unit_of_work

BATCH: Final = {"sqlite": 250, "postgresql": 1000}
"""Posts to a transaction: enough that commits don't count, few enough that writers beside it don't wait, who on SQLite
wait for all of it and on PostgreSQL for the threads that it adds to and for the counts of boards, which come last."""
Item = TypeVar("Item")


@dataclass(slots=True)
class Tally:
    """What an import did: new people, threads and posts, posts that were here before, and rows left out."""

    people: int = 0
    threads: int = 0
    posts: int = 0
    known: int = 0
    rejected: int = 0


Progress = Callable[[str, int, int | None], None]
"""Told what is being done, by how many it went on, and of how many (None: not known)."""


@dataclass(frozen=True, slots=True)
class Import:
    """One run: where rows come from, the ids of the boards they go to, what is kept of it."""

    session: Session
    source: str
    boards: Mapping[str, int]
    rejects: Rejects
    tally: Tally
    progress: Progress


def bring_threads(run: Import, threads: Iterable[PastThread], total: int) -> None:
    """Write what is not here yet of `threads`, which have `total` posts.

    Texts are turned outside the transactions, beside this process where they are many: other writers wait
    for the rows only.
    """
    with turning(total) as turn:
        for (count, missing), wordings in ahead(turn, _read(run, threads)):
            additions = additions_of(missing, wordings, run.rejects)
            if additions:
                _write(run, additions)
            run.session.expunge_all()
            run.tally.known += count - len(wordings)
            run.progress("posts", count, total)


def bring_everybody(run: Import, people: Iterable[PastPerson]) -> None:
    """Make participants of `people` who are not here yet."""
    for group in _groups(people, 500):
        with unit_of_work(run.session) as work:
            run.tally.people += bring_people(work, run.source, group)[1]
        run.session.expunge_all()
        run.progress("people", len(group), None)


def _read(run: Import, threads: Iterable[PastThread]) -> Iterator[tuple[tuple[int, list[Missing]], Texts]]:
    """Yield for each batch how many posts it has and what of them is missing, and the texts of that."""
    for batch in _batches(threads, BATCH[run.session.get_bind().dialect.name]):
        missing = missing_from(run.session, run.source, batch)
        texts = [(post.text, post.is_html) for part in missing for post in part.posts]
        yield (sum(1 + len(thread.replies) for thread in batch), missing), texts


def _write(run: Import, additions: Sequence[Addition]) -> None:
    fresh = [addition for addition in additions if addition.thread_id is None]
    posts = [prepared.post for addition in additions for prepared in addition.posts]
    with unit_of_work(run.session) as work:
        lock_threads(work, [addition.thread_id for addition in additions if addition.thread_id is not None])
        authors = (PastPerson(post.author.external_id, post.author.name, post.at) for post in posts)
        people, new = bring_people(work, run.source, authors)
        tags = bring_tags(work, (name for addition in fresh for name in addition.thread.tags))
        place = Place(run.source, run.boards, people, tags)
        if fresh:
            write_threads(work, place, fresh)
        for addition in additions:
            if addition.thread_id is not None:
                append_posts(work, place, addition)
    run.tally.people += new
    run.tally.threads += len(fresh)
    run.tally.posts += len(posts)


def _batches(threads: Iterable[PastThread], most: int) -> Iterator[list[PastThread]]:
    """Yield threads whose posts together are about `most`; a thread is never divided."""
    batch: list[PastThread] = []
    size = 0
    for thread in threads:
        batch.append(thread)
        size += 1 + len(thread.replies)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _groups(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while group := list(islice(iterator, size)):
        yield group
