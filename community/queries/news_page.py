"""News page: announcements, newest first."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.states import NEWS, is_news
from community.queries.pagers import Pager
from community.queries.thread_rows import ThreadRow, thread_rows


@dataclass(frozen=True, slots=True)
class NewsPage:
    """Everything on `/news`."""

    kind: str
    """announcement, article, or all."""
    rows: tuple[ThreadRow, ...]
    pager: Pager


def news_page(session: Session, actor: Actor, *, kind: str, page: int) -> NewsPage:
    """Return announcements and articles, or one `kind` of them, newest first."""
    told = NEWS if kind == "all" else (kind,)
    rows, pager = thread_rows(session, actor, _told, *told, page=page)
    return NewsPage(kind=kind, rows=rows, pager=pager)


KINDS = ("all", *NEWS)


def _told(_: Actor, *kinds: str) -> list[ColumnElement[bool]]:
    return [is_news(), Thread.kind.in_(kinds)]
