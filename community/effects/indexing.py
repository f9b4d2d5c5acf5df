"""Keeps the search index equal to the database: what a fact touched is written anew or taken out."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from community import events
from community.commands.similar_threads import owe_all_similar
from community.effects.documents import batches
from community.effects.effect import Fact
from community.effects.index_health import IndexHealth
from community.effects.outbox import Sessions
from community.effects.similar_threads import owe
from community.model.page_turning import turn_pages
from community.model.posts import Post, Solution
from community.model.threads import Thread
from community.search.engine import BATCH, SearchEngine, SearchUnavailable
from community.work import unit_of_work

LONG_THREAD = 100
"""Replies above which a new one is indexed alone; writing 2,000 posts anew for each would take seconds."""


class Indexing:
    """The effect that writes the index."""

    name = "indexing"
    together = True
    follows: frozenset[type[events.Event]] = frozenset(
        {
            events.PostPublished,
            events.PostRevised,
            events.PostHidden,
            events.PostShown,
            events.SolutionMarked,
            events.SolutionRemoved,
            events.ThreadStateChanged,
            events.MemberRenamed,
            events.ThreadsImported,
        }
    )

    def __init__(self, sessions: Sessions, engine: SearchEngine, health: IndexHealth) -> None:
        self.sessions, self.engine, self.health = sessions, engine, health

    def __call__(self, facts: Sequence[Fact]) -> None:
        """Bring the index up to date with what `facts` touched, one commit for each batch of posts.

        Raises SearchUnavailable; a lost index is reported, and the facts wait until it is being made anew:
        written into an empty one they would make it look whole.
        """
        if not self.health.writable():
            raise SearchUnavailable("the index is lost", damaged=False)
        try:
            with self.sessions() as session:
                index(session, self.engine, [fact.event for fact in facts])
            owe(self.sessions, [fact.event for fact in facts])
        except SearchUnavailable as error:
            if error.damaged:
                self.health.report()
            raise
        finally:
            # Some batches may be in the index, whatever became of the others.
            tell_pages(self.sessions)


def tell_pages(sessions: Sessions) -> None:
    """Have guests' pages made anew: they show what the index finds."""
    with sessions() as session, unit_of_work(session) as work:
        turn_pages(work.session)


def made_anew(sessions: Sessions) -> None:
    """Have pages follow an index that was made anew: its words may be others than before."""
    with sessions() as session, unit_of_work(session) as work:
        owe_all_similar(work)
        turn_pages(work.session)


def index(session: Session, engine: SearchEngine, facts: Sequence[events.Event]) -> None:
    """Write every post that `facts` touched as it stands now, and take out what may not be found any more."""
    touched = [condition for fact in facts for condition in _touched(session, fact)]
    if not touched:
        return
    scope = or_(*touched)
    found: set[int] = set()
    for batch in batches(session, scope):
        engine.apply(batch, ())
        found.update(document.post_id for document in batch)
    gone = session.scalars(
        select(Post.id).join(Thread, Thread.id == Post.thread_id).where(scope).order_by(Post.id)
    )
    removed = [post_id for post_id in gone if post_id not in found]
    for start in range(0, len(removed), BATCH):
        engine.apply((), removed[start : start + BATCH])


def _touched(session: Session, fact: events.Event) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on Post and Thread that hold for what `fact` touched."""
    match fact:
        case events.PostPublished(post_id) | events.PostRevised(post_id):
            thread_id, number, replies = _place(session, post_id)
            alone = number > 1 and replies > LONG_THREAD
            yield Post.id == post_id if alone else Post.thread_id == thread_id
        case events.PostHidden(post_id) | events.PostShown(post_id):
            yield Post.thread_id == _place(session, post_id)[0]
        case events.SolutionMarked(solution_id) | events.SolutionRemoved(solution_id):
            yield Post.thread_id == session.get_one(Solution, solution_id).thread_id
        case events.ThreadStateChanged(thread_id):
            yield Post.thread_id == thread_id
        case events.MemberRenamed(participant_id):
            yield Post.author_id == participant_id
        case events.ThreadsImported(first, last):
            yield Post.thread_id.between(first, last)


def _place(session: Session, post_id: int) -> tuple[int, int, int]:
    row = session.execute(
        select(Post.thread_id, Post.number, Thread.reply_count)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id == post_id)
    ).one()
    return row.thread_id, row.number, row.reply_count
