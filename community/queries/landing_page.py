"""Landing page: search, promises, boards, the newest threads, and what was solved."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from community.model.members import Participant
from community.model.posts import Post
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.reminders import awaits_verdict
from community.policy.visibility import visible_thread
from community.queries.boards import BoardCard, board_cards
from community.queries.figures import Figures, KeptFigures
from community.queries.known_issues import IssueLink, issue_link, latest_issue
from community.queries.landing_links import NewsLink, landing_links
from community.queries.often_asked import Topic
from community.queries.pagers import Pager
from community.queries.site import READERS, readers_of
from community.queries.thread_rows import ThreadLink, ThreadRow, filtered, thread_rows


@dataclass(frozen=True, slots=True)
class Reminder:
    """An asker's own answered question without a solution: "Did this help?"."""

    thread_id: int
    slug: str
    title: str
    post_id: int | None
    """The one answer that could be the solution; None when there are several to choose from."""
    replied_by: str


@dataclass(frozen=True, slots=True)
class LandingPage:
    """Everything on `/`."""

    answered_total: int
    filter: str
    """newest, open, follow_up, solved or mine."""
    open_count: int
    rows: tuple[ThreadRow, ...]
    pager: Pager
    boards: tuple[BoardCard, ...]
    fresh: tuple[ThreadLink, ...]
    news: tuple[NewsLink, ...]
    figures: Figures | None
    often: tuple[Topic, ...]
    """What is asked about most just now."""
    reminders: tuple[Reminder, ...]
    issue: IssueLink | None
    """What does not work now."""
    team_reads: bool = True
    """At least one reader is required for team answers, so the page may promise it."""


def landing_page(session: Session, actor: Actor, kept: KeptFigures, *, filter: str, page: int) -> LandingPage:
    """Return the landing page."""
    rows, pager = thread_rows(session, actor, filtered, filter, page=page)
    cards = board_cards(session, actor)
    links = landing_links(session, actor)
    issue, readers = read(session, _notices(actor), who(actor)).one()
    return LandingPage(
        answered_total=sum(card.answered for card, _ in cards),
        filter=filter,
        open_count=sum(card.unanswered for card, _ in cards),
        rows=rows,
        pager=pager,
        boards=tuple(card for card, parent in cards if parent is None)[:6],
        fresh=links.fresh,
        news=links.news,
        figures=kept.seen_by(session, actor),
        often=links.often,
        reminders=_reminders(session, actor),
        issue=issue_link(session, issue),
        team_reads=readers_of(readers) > 0,
    )


@prepared
def _notices(actor: Actor) -> Select[int, Any]:
    return select(latest_issue(actor), READERS.scalar_subquery())


def _reminders(session: Session, actor: Actor) -> tuple[Reminder, ...]:
    """The newest own question that was answered and not solved, with its last answer by somebody else."""
    if actor.id is None or actor.is_staff:
        return ()
    return tuple(Reminder(*row) for row in read(session, _waiting_for_verdict(actor), who(actor)))


@prepared
def _waiting_for_verdict(actor: Actor) -> Select[int, str, str, int, str]:
    by_others = (Post.thread_id == Thread.id, Post.place.is_not(None), Post.author_id != Thread.author_id)
    only = select(func.min(Post.id)).where(*by_others).having(func.count() == 1).correlate(Thread)
    last = (
        select(Participant.name)
        .join(Post, Post.author_id == Participant.id)
        .where(*by_others)
        .order_by(Post.number.desc())
        .limit(1)
        .correlate(Thread)
    )
    return (
        select(Thread.id, Thread.slug, Thread.title, only.scalar_subquery(), last.scalar_subquery())
        .where(visible_thread(actor), Thread.author_id == actor.id, awaits_verdict())
        .order_by(Thread.last_post_at.desc())
        .limit(1)
    )
