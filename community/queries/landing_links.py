"""Links around the list of the first page, in one statement: what was solved last, news, what is asked about most."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Select, desc, literal, null, select, union_all
from sqlalchemy.orm import Session

from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.states import is_news
from community.policy.visibility import visible_thread
from community.queries.often_asked import Topic, often_asked
from community.queries.solved import fresh_solved, solved_link
from community.queries.thread_rows import ThreadLink


@dataclass(frozen=True, slots=True)
class NewsLink:
    """An announcement in the side column."""

    id: int
    slug: str
    title: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class LandingLinks:
    """What of each kind `actor` sees, in the order it is shown in."""

    fresh: tuple[ThreadLink, ...]
    news: tuple[NewsLink, ...]
    often: tuple[Topic, ...]


def landing_links(session: Session, actor: Actor) -> LandingLinks:
    """Return the threads solved last with who solved them, the latest news, and the tags of most new questions."""
    rows = read(session, _statement(actor), who(actor)).all()
    return LandingLinks(
        fresh=tuple(solved_link(row) for row in rows if row.part == "fresh"),
        news=tuple(NewsLink(row.id, row.slug, row.title, row.at) for row in rows if row.part == "news"),
        often=tuple(Topic(row.slug, row.title) for row in rows if row.part == "often"),
    )


@prepared
def _statement(actor: Actor) -> CompoundSelect[*tuple[Any, ...]]:
    # The first part has a value in every column, which gives the columns their types.
    fresh, news, often = (
        part.subquery() for part in (fresh_solved(actor, limit=3), _news(actor, limit=2), often_asked(actor))
    )
    parts = union_all(
        select(literal("fresh").label("part"), *fresh.c),
        select(
            literal("news"),
            *(news.c.id, news.c.slug, news.c.title, null(), null(), null(), null(), null(), null()),
            *(news.c.created_at, news.c.id),
        ),
        select(
            literal("often"),
            *(null(), often.c.slug, often.c.name, null(), null(), null(), null(), null(), null()),
            *(null(), often.c.questions),
        ),
    )
    return parts.order_by("part", desc("at"), desc("number"), "title")


def _news(actor: Actor, limit: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Thread.id, Thread.slug, Thread.title, Thread.created_at)
        .where(visible_thread(actor), is_news())
        .order_by(Thread.created_at.desc(), Thread.id.desc())
        .limit(limit)
    )
