"""Which notifications a member may still know of, and how many of them are new."""

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from community.model.boards import Board
from community.model.drafts import Draft
from community.model.posts import Post
from community.model.records import Notification
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.visibility import visible_board, visible_draft, visible_post, visible_thread


def seen_notifications(actor: Actor) -> Select[Notification]:
    """Return the statement of the notifications about what the member may still see, with thread, post and draft."""
    own_hidden = _own_hidden(actor)
    return (
        select(Notification)
        .outerjoin(Thread, Thread.id == Notification.thread_id)
        .outerjoin(Draft, and_(Draft.id == Notification.draft_id, visible_draft(actor)))
        .outerjoin(Post, Post.id == Notification.post_id)
        .where(Notification.member_id == actor.id)
        .where(or_(and_(Thread.id.is_not(None), visible_thread(actor)), own_hidden, _held_question()))
        # Who left the staff hears no more of the drafts they wrote there.
        .where(or_(Notification.draft_id.is_(None), Draft.id.is_not(None)))
        .where(
            or_(
                Notification.post_id.is_(None),
                and_(Post.id.is_not(None), visible_post(actor)),
                own_hidden,
            )
        )
    )


def unread_count(actor: Actor, *which: ColumnElement[bool]) -> Select[int]:
    """Return the statement of how many notifications `actor` has not read; of hidden things none counts."""
    unread = seen_notifications(actor).where(Notification.read_at.is_(None), *which)
    return select(func.count()).select_from(unread.with_only_columns(Notification.id).subquery())


def unread_in_thread(session: Session, actor: Actor, thread_id: int) -> int:
    """Return how many of them are about one thread; none for guests."""
    if actor.id is None:
        return 0
    return session.scalar(unread_count(actor, Notification.thread_id == thread_id)) or 0


def unread_in_all(session: Session, actor: Actor) -> int:
    """Return how many there are."""
    return session.scalar(unread_count(actor)) or 0


def _own_hidden(actor: Actor) -> ColumnElement[bool]:
    """What moderation hid is told to its author: of a reply while its thread can be read, of an own question always."""
    board = Thread.board_id.in_(select(Board.id).where(visible_board(actor)))
    question = and_(Thread.author_id == actor.id, board)
    return and_(
        Notification.kind == "hidden",
        Post.author_id == actor.id,
        or_(visible_thread(actor), question),
    )


def _held_question() -> ColumnElement[bool]:
    # It has no thread to be seen in; its author sees their own draft.
    return and_(
        Notification.thread_id.is_(None),
        Notification.kind.in_(("rejected", "returned")),
        Draft.id.is_not(None),
    )
