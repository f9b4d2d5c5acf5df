"""Keeps what stands beside each thread, and for which threads that has to be looked for."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, insert, literal, select

from community.model.similar_threads import SimilarDue, SimilarThread
from community.model.threads import Thread
from community.work import Work


def owe_similar(work: Work, threads: ColumnElement[bool], *, spreads: bool) -> None:
    """Have it looked for what is like these threads, given as a condition on Thread.

    `spreads`: also for what is like those that are found, as one of these may now be among it.
    """
    owed = select(Thread.id, literal(spreads)).where(threads).order_by(Thread.id)
    work.session.execute(insert(SimilarDue).from_select(["thread_id", "spreads"], owed))


def keep_similar(work: Work, found: Mapping[int, Sequence[int]], done: Collection[int]) -> None:
    """Keep for each thread the ids of those like it, the likest first, and strike what was `done` of what is due.

    What is as before is not written: guests' pages are made anew where something is.
    """
    kept: dict[int, list[int]] = {}
    rows = select(SimilarThread.thread_id, SimilarThread.similar_id).order_by(SimilarThread.place)
    for thread_id, similar_id in work.session.execute(rows.where(SimilarThread.thread_id.in_(found))):
        kept.setdefault(thread_id, []).append(similar_id)
    changed = {one: like for one, like in found.items() if list(like) != kept.get(one, [])}
    old = changed.keys() & kept.keys()
    if old:
        work.session.execute(delete(SimilarThread).where(SimilarThread.thread_id.in_(old)))
    new = [
        {"thread_id": one, "similar_id": other, "place": place}
        for one, like in changed.items()
        for place, other in enumerate(like)
    ]
    if new:
        work.session.execute(insert(SimilarThread), new)
    work.session.execute(delete(SimilarDue).where(SimilarDue.id.in_(done)))
