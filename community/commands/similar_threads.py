"""Keeps what stands beside each thread, and for which threads that has to be looked for."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, delete, false, insert, literal, select

from community.model.similar_threads import SimilarDue, SimilarThread
from community.model.threads import Thread
from community.work import Work


def owe_similar(work: Work, threads: ColumnElement[bool]) -> None:
    """Have it looked for what is like these threads (a condition on Thread), and what those are like in turn."""
    owed = select(Thread.id, literal(True)).where(threads).order_by(Thread.id)
    # Again, be it due: somebody may be looking already.
    again = SimilarDue.thread_id.in_(select(Thread.id).where(threads))
    work.session.execute(delete(SimilarDue).where(again).execution_options(synchronize_session=False))
    work.session.execute(insert(SimilarDue).from_select(["thread_id", "spreads"], owed))


def owe_all_similar(work: Work) -> None:
    """Have it looked for what is like every thread: all may be found by other words, or be seen by others."""
    work.session.execute(delete(SimilarDue))
    owed = select(Thread.id, false()).order_by(Thread.id)
    work.session.execute(insert(SimilarDue).from_select(["thread_id", "spreads"], owed))


def keep_similar(work: Work, found: Mapping[int, Sequence[int]], done: Collection[int]) -> None:
    """Keep for each thread the ids of those like it, the likest first, and strike what was `done` of what is due."""
    ids = {one for like in found.values() for one in like}
    # The index may still have what the database has not, as after a file was put back.
    there = set(work.session.scalars(select(Thread.id).where(Thread.id.in_(ids))))
    wanted = {one: [other for other in like if other in there] for one, like in found.items()}
    kept: dict[int, list[int]] = {}
    rows = select(SimilarThread.thread_id, SimilarThread.similar_id).order_by(SimilarThread.place)
    for thread_id, similar_id in work.session.execute(rows.where(SimilarThread.thread_id.in_(wanted))):
        kept.setdefault(thread_id, []).append(similar_id)
    changed = {one: like for one, like in wanted.items() if like != kept.get(one, [])}
    work.session.execute(
        delete(SimilarThread).where(SimilarThread.thread_id.in_(changed.keys() & kept.keys()))
    )
    new = [
        {"thread_id": one, "similar_id": other, "place": place}
        for one, like in changed.items()
        for place, other in enumerate(like)
    ]
    if new:
        work.session.execute(insert(SimilarThread), new)
    work.session.execute(delete(SimilarDue).where(SimilarDue.id.in_(done)))
