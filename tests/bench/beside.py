"""Looks for what stands beside the threads that are measured: for all of a large place it takes an hour and more."""

from sqlalchemy import delete, select, update
from tqdm import tqdm

from community.cli.session import sessions
from community.commands.similar_threads import owe_similar
from community.effects.similar_threads import Looking
from community.model.similar_threads import SimilarDue
from community.model.threads import Thread
from community.search.opening import open_engine
from community.work import unit_of_work
from tests.bench.pages import MEASURED_REPLIES, MEASURED_THREADS


def main() -> None:
    """Look for them in the place that the environment names; nothing else is left for the worker to look for."""
    with sessions() as (settings, make):
        with make() as session, unit_of_work(session) as work:
            work.session.execute(delete(SimilarDue))
            for replies in MEASURED_REPLIES:
                some = select(Thread.id).where(Thread.reply_count == replies)
                ids = work.session.scalars(some.order_by(Thread.id).limit(MEASURED_THREADS)).all()
                owe_similar(work, Thread.id.in_(ids))
            work.session.execute(update(SimilarDue).values(spreads=False))
        looking = Looking(make, open_engine(settings))
        with tqdm(total=MEASURED_THREADS * len(MEASURED_REPLIES), unit="thread", mininterval=0.5) as bar:
            while done := looking.some():
                bar.update(done)


if __name__ == "__main__":
    main()
