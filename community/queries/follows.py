"""Whom and what a member follows, keeps and ignores, for the pages that list it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from community.model.boards import Board, Tag
from community.model.members import Participant
from community.model.readers import BoardFollow, Following, Ignored, TagFollow, ThreadFollow
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.prepared import ME, read
from community.policy.visibility import visible_board, visible_tag
from community.queries.pagers import Pager
from community.queries.thread_rows import ThreadRow, thread_rows


@dataclass(frozen=True, slots=True)
class Followed:
    """A board or tag that the member follows."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class IgnoredMember:
    """Somebody the member ignores."""

    name: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class FollowsPage:
    """Everything on `/follows`."""

    boards: tuple[Followed, ...]
    tags: tuple[Followed, ...]
    ignored: tuple[IgnoredMember, ...]
    threads: tuple[ThreadRow, ...]
    pager: Pager


def follows_page(session: Session, actor: Actor, *, page: int) -> FollowsPage:
    """Return what the member follows and may see now, and whom they ignore."""
    threads, pager = thread_rows(session, actor, _followed_threads, page=page)
    return FollowsPage(
        boards=_followed(session, _boards(actor)),
        tags=_followed(session, _tags(actor)),
        ignored=_ignored(session, actor),
        threads=threads,
        pager=pager,
    )


def follows_board(actor: Actor, board_id: BindParameter[Any]) -> ColumnElement[bool]:
    """The viewer follows a board."""
    return exists().where(BoardFollow.member_id == actor.id, BoardFollow.board_id == board_id)


def follows_tag(session: Session, actor: Actor, tag_id: int) -> bool:
    """Say whether the viewer follows a tag."""
    if actor.id is None:
        return False
    found = select(func.count()).where(TagFollow.member_id == actor.id, TagFollow.tag_id == tag_id)
    return bool(session.scalar(found))


def ignores(session: Session, actor: Actor, member_id: int) -> bool:
    """Say whether the viewer ignores a member."""
    if actor.id is None:
        return False
    return bool(read(session, _IGNORED, {"me": actor.id, "other": member_id}).scalar())


_IGNORED = select(func.count()).where(Ignored.member_id == ME, Ignored.ignored_id == bindparam("other"))


def _boards(actor: Actor) -> Select[str, str]:
    return (
        select(Board.slug, Board.name)
        .join(BoardFollow, BoardFollow.board_id == Board.id)
        .where(BoardFollow.member_id == actor.id, visible_board(actor))
        .order_by(Board.name)
    )


def _tags(actor: Actor) -> Select[str, str]:
    return (
        select(Tag.slug, Tag.name)
        .join(TagFollow, TagFollow.tag_id == Tag.id)
        .where(TagFollow.member_id == actor.id, visible_tag(actor))
        .order_by(Tag.name)
    )


def _followed(session: Session, statement: Select[str, str]) -> tuple[Followed, ...]:
    return tuple(Followed(*row) for row in session.execute(statement))


def _ignored(session: Session, actor: Actor) -> tuple[IgnoredMember, ...]:
    rows = session.execute(
        select(Participant.name, Ignored.since)
        .join(Ignored, Ignored.ignored_id == Participant.id)
        .where(Ignored.member_id == actor.id)
        .order_by(Participant.name)
    )
    return tuple(IgnoredMember(*row) for row in rows)


def _followed_threads(actor: Actor) -> list[ColumnElement[bool]]:
    followed = select(ThreadFollow.thread_id).where(
        ThreadFollow.member_id == actor.id, ThreadFollow.following != Following.off
    )
    return [Thread.id.in_(followed)]
