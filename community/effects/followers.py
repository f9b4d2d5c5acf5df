"""Who hears of a new post: who wrote in its thread, is named in it or follows it; of a thread who follows its place."""

from collections.abc import Iterator
from typing import Literal

from sqlalchemy import Select, and_, select, union
from sqlalchemy.orm import Session

from community.commands.references import mentioned
from community.effects.audience import writers
from community.model.boards import Board
from community.model.members import Member, Role
from community.model.posts import Post, PostRevision
from community.model.readers import BoardFollow, Following, Ignored, TagFollow, ThreadFollow
from community.model.threads import Thread, ThreadTag
from community.model.versions import Version

Kind = Literal["reply", "mention", "followed"]


def listeners(session: Session, thread: Thread, post: Post) -> Iterator[tuple[int, Kind]]:
    """Yield whom to tell of `post`, each once and with the kind of notice; whether they may see it is asked later."""
    deaf = {post.author_id, *session.scalars(_deaf(thread, post))}
    wrote = writers(session, thread, post.number) if post.number > 1 else []
    follow = session.scalars(_of_thread(thread) if post.number > 1 else _of_place(thread))
    kinds: dict[int, Kind] = dict.fromkeys(wrote, "reply")
    for member_id, _ in mentioned(session, _words(session, post)).values():
        kinds.setdefault(member_id, "mention")
    for member_id in follow:
        kinds.setdefault(member_id, "followed")
    yield from ((member_id, kind) for member_id, kind in kinds.items() if member_id not in deaf)


def _words(session: Session, post: Post) -> str:
    live = and_(PostRevision.post_id == post.id, PostRevision.number == post.current_revision)
    words = select(Version.source).join(PostRevision, PostRevision.version_id == Version.id)
    return session.scalars(words.where(live)).one()


def _deaf(thread: Thread, post: Post) -> Select[int]:
    """Who said that they want to hear nothing of the thread, or of its author; the team is always heard."""
    off = select(ThreadFollow.member_id).where(
        ThreadFollow.thread_id == thread.id, ThreadFollow.following == Following.off
    )
    if post.by_staff:
        return off
    ignoring = (
        select(Ignored.member_id)
        .join(Member, Member.id == Ignored.member_id)
        .where(Ignored.ignored_id == post.author_id, Member.role == Role.customer)
    )
    return select(union(off, ignoring).subquery().c.member_id)


def _of_thread(thread: Thread) -> Select[int]:
    chosen = (Following.chosen, Following.affected)
    return (
        select(ThreadFollow.member_id)
        .where(ThreadFollow.thread_id == thread.id, ThreadFollow.following.in_(chosen))
        .order_by(ThreadFollow.member_id)
    )


def _of_place(thread: Thread) -> Select[int]:
    """Who follows the board, the board above it, or a tag of the thread."""
    above = select(Board.parent_id).where(Board.id == thread.board_id).scalar_subquery()
    of_board = select(BoardFollow.member_id).where(
        (BoardFollow.board_id == thread.board_id) | (BoardFollow.board_id == above)
    )
    of_tag = select(TagFollow.member_id).where(
        TagFollow.tag_id.in_(select(ThreadTag.tag_id).where(ThreadTag.thread_id == thread.id))
    )
    found = union(of_board, of_tag).subquery()
    return select(found.c.member_id).order_by(found.c.member_id)
