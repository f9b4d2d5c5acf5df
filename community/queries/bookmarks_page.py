"""Bookmarks page: the posts a member keeps, those they may still see."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community.model.boards import Board
from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.readers import Bookmark
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.visibility import visible_post, visible_thread
from community.queries.authors import AuthorCard, author_card
from community.queries.pagers import Pager


@dataclass(frozen=True, slots=True)
class BookmarkRow:
    """A post that is kept; a question stands for its thread."""

    post_id: int
    is_question: bool
    title: str
    excerpt: str
    board_name: str
    author: AuthorCard
    kept_at: dt.datetime


@dataclass(frozen=True, slots=True)
class BookmarksPage:
    """Everything on `/bookmarks`."""

    rows: tuple[BookmarkRow, ...]
    pager: Pager


PAGE = 20
LAST_PAGE = 500


def bookmarks_page(session: Session, actor: Actor, *, page: int) -> BookmarksPage:
    """Return one page of what the member keeps, latest first, in one statement."""
    page = min(page, LAST_PAGE)
    found = session.execute(
        select(Bookmark, Post, Thread.title, Version.excerpt, Board.name, Participant)
        .join(Post, Post.id == Bookmark.post_id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Board, Board.id == Thread.board_id)
        .join(Participant, Participant.id == Post.author_id)
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .where(Bookmark.member_id == actor.id, visible_thread(actor), visible_post(actor))
        .order_by(Bookmark.kept_at.desc(), Bookmark.post_id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    rows = tuple(
        BookmarkRow(
            post_id=post.id,
            is_question=post.number == 1,
            title=title,
            excerpt=excerpt,
            board_name=board,
            author=author_card(who.id, who.name, post.badge, has_profile=who.has_account),
            kept_at=mark.kept_at,
        )
        for mark, post, title, excerpt, board, who in found[:PAGE]
    )
    return BookmarksPage(rows, Pager(page, None, len(found) > PAGE and page < LAST_PAGE))
