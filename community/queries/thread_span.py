"""The span of replies that a page of a thread shows: twenty places, counted from the oldest or from the newest."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from community import access
from community.model.posts import Post
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.visibility import visible_post
from community.queries.pagers import Pager
from community.queries.post_cards import PostCard

PAGE = 20
"""Replies of a page."""
LAST_NUMBER = 2**31 - 1
"""No post has it: after the last place stand all that have none."""
_at = aliased(Post)


@dataclass(frozen=True, slots=True)
class Span:
    """The places of the replies on a page; the question has place 1."""

    first: int
    last: int
    pager: Pager
    newest_first: bool
    to_the_end: bool
    """The newest reply stands on this page."""

    @property
    def before(self) -> int:
        """The place before the first one, 0 where only the question comes before."""
        return self.first - 1 if self.first > 2 else 0

    def holds(self, card: PostCard) -> bool:
        """Say whether a post stands on this page in its own right."""
        return card.place is not None and self.first <= card.place <= self.last


def span(thread: Thread, page: int, *, newest_first: bool = False) -> Span:
    """Return what page `page` of a thread shows, counted from 1. Raises access.Absent for a page it does not have."""
    pages = max(1, -(-thread.reply_count // PAGE))
    if not 1 <= page <= pages:
        raise access.Absent
    pager = Pager(page=page, pages=pages, has_next=page < pages)
    if newest_first:
        last = thread.reply_count + 1 - (page - 1) * PAGE
        return Span(max(2, last - PAGE + 1), last, pager, newest_first, to_the_end=page == 1)
    first = (page - 1) * PAGE + 2
    return Span(first, first + PAGE - 1, pager, newest_first, to_the_end=page == pages)


def page_of_place(place: int) -> int:
    """Return the page, oldest first, on which this place stands."""
    return max(0, place - 2) // PAGE + 1


def on_page(actor: Actor) -> ColumnElement[bool]:
    """The condition of being a reply that `actor` may see at one of the places from `first` to `last`, or hidden
    between them, in the thread `thread_id`; these three are filled in when the statement is run.
    """
    first: ColumnElement[int] = bindparam("first", type_=Integer())
    last: ColumnElement[int] = bindparam("last", type_=Integer())
    placed = Post.place.between(first, last)
    if actor.id is None:
        return placed

    # Hidden posts have no place: they stand after the visible post before them.
    def number_at(place: ColumnElement[int], without: int) -> ColumnElement[int]:
        here = (_at.thread_id == bindparam("thread_id"), _at.place == place)
        return func.coalesce(select(_at.number).where(*here).scalar_subquery(), without)

    after = Post.number > number_at(first - 1, 1)
    before = Post.number < number_at(last + 1, LAST_NUMBER)
    seen = visible_post(actor, shown_hidden=True)
    return or_(placed, and_(Post.place.is_(None), seen, after, before))
