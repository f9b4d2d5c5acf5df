"""What is kept equals what is counted: replies, last posts, numbers and places."""

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from community.model.boards import Board, BoardCount
from community.model.posts import Hiding, Post
from community.model.readers import Affected, HelpfulVote
from community.model.threads import Thread
from community.policy.counted import counted

_VISIBLE_REPLY = (Post.thread_id == Thread.id, Post.place.is_not(None), Post.number > 1)


def replies_miscounted() -> Select[int]:
    """Threads whose kept numbers of replies are not those counted."""
    return select(Thread.id).where(
        or_(
            Thread.reply_count != _count(),
            Thread.staff_reply_count != _count(Post.by_staff),
            Thread.other_reply_count != _count(Post.author_id != Thread.author_id),
        )
    )


def last_posts_mistaken() -> Select[int]:
    """Threads whose kept last post is not the last visible one."""
    latest = aliased(Post)
    last = (
        select(latest.id)
        .where(latest.thread_id == Thread.id, latest.place.is_not(None))
        .order_by(latest.created_at.desc(), latest.number.desc())
        .limit(1)
        .correlate(Thread)
        .scalar_subquery()
    )
    return (
        select(Thread.id)
        .outerjoin(Post, Post.id == last)
        .where(
            or_(
                Post.id.is_(None),
                Thread.last_post_at != Post.created_at,
                Thread.last_author_id != Post.author_id,
                func.coalesce(Thread.last_badge, "") != func.coalesce(Post.badge, ""),
            )
        )
    )


def numbers_with_gaps() -> Select[int]:
    """Threads that gave more or fewer numbers than they have posts."""
    numbers = select(func.count()).select_from(Post).where(Post.thread_id == Thread.id)
    highest = select(func.max(Post.number)).where(Post.thread_id == Thread.id)
    return select(Thread.id).where(
        or_(
            Thread.numbers_given != numbers.correlate(Thread).scalar_subquery(),
            Thread.numbers_given != func.coalesce(highest.correlate(Thread).scalar_subquery(), 0),
        )
    )


def places_with_gaps() -> Select[int]:
    """Visible posts whose place is not how many visible ones come before them, and one."""
    ranked = (
        select(
            Post.id,
            Post.place,
            func.row_number().over(partition_by=Post.thread_id, order_by=Post.number).label("rank"),
        )
        .where(Post.place.is_not(None))
        .subquery()
    )
    return select(ranked.c.id).where(ranked.c.place != ranked.c.rank)


def places_of_hidden() -> Select[int]:
    """Replies that have a place though a hiding stands, or none though none stands."""
    standing = select(Hiding.post_id).where(Hiding.lifted_at.is_(None))
    return select(Post.id).where(Post.number > 1, Post.place.is_(None) != Post.id.in_(standing))


def scores_miscounted() -> Select[int]:
    """Posts whose score is not what they came with and their votes."""
    votes = select(func.count()).select_from(HelpfulVote).where(HelpfulVote.post_id == Post.id)
    return select(Post.id).where(Post.score != Post.imported_score + votes.correlate(Post).scalar_subquery())


def affected_miscounted() -> Select[int]:
    """Threads that keep another number of those who have the problem too than there are."""
    people = select(func.count()).select_from(Affected).where(Affected.thread_id == Thread.id)
    return select(Thread.id).where(Thread.affected_count != people.correlate(Thread).scalar_subquery())


def boards_miscounted() -> Select[int]:
    """Boards whose kept numbers of threads are not those counted, or that keep none."""
    found = select(Board.id).outerjoin(BoardCount, BoardCount.board_id == Board.id)
    kept = BoardCount.__table__.c
    here = select(func.count()).select_from(Thread).where(Thread.board_id == Board.id)
    wrong = (
        kept[name] != here.where(which).correlate(Board).scalar_subquery()
        for name, which in counted().items()
    )
    return found.where(or_(BoardCount.board_id.is_(None), *wrong))


def _count(*conditions: ColumnElement[bool] | InstrumentedAttribute[bool]) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(Post)
        .where(*_VISIBLE_REPLY, *conditions)
        .correlate(Thread)
        .scalar_subquery()
    )
