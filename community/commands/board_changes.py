"""Changes boards that are there: their words, place, readers and what they allow."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from community import access
from community.commands.audit import write_audit
from community.commands.similar_threads import owe_all_similar
from community.commands.site import read_setting
from community.model.boards import Board, BoardKind, Holding, Visibility
from community.model.posts import Post, PostRevision
from community.model.readings import LaterReading
from community.model.threads import Thread, ThreadKind
from community.model.versions import Release, ReleaseKind
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work

_AUDIENCE = {Visibility.staff: 0, Visibility.members: 1, Visibility.public: 2}


def change_board(
    work: Work,
    actor: Actor,
    board_slug: str,
    *,
    name: str,
    description: str,
    icon: str,
    parent_slug: str | None,
    visibility: Visibility,
    holding: Holding,
    kinds: Sequence[ThreadKind],
) -> Board:
    """Give a board other words, another place or other rules; its address stays, so that links hold.

    Raises Absent, or Refused: not_allowed, name_missing, bad_value (a parent that can't be one, no kind),
    unread_inside (a wider audience would read what nobody of the team has read).
    """
    insist(permitted(actor, "administer"))
    board = access.board(work.session, actor, board_slug)
    work.session.refresh(board, with_for_update=True)
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused("name_missing")
    if not kinds:
        raise Refused("bad_value")
    parent_id = _parent(work.session, board, parent_slug)
    if _AUDIENCE[visibility] > _AUDIENCE[board.visibility] and _unread_inside(work, board):
        raise Refused("unread_inside")
    wanted = {
        "name": name,
        "description": " ".join(description.split())[:300],
        "icon": icon,
        "parent_id": parent_id,
        "visibility": visibility,
        "holding": holding,
    }
    changed = {key: value for key, value in wanted.items() if getattr(board, key) != value}
    for key, value in changed.items():
        setattr(board, key, value)
    if _set_kinds(work.session, board, kinds):
        changed["kinds"] = ", ".join(kind.value for kind in kinds)
    if "visibility" in changed:
        owe_all_similar(work)
    if changed:
        write_audit(work, actor, "board.changed", "board", board.id, **changed)
    return board


def move_board(work: Work, actor: Actor, board_slug: str, direction: Literal["up", "down"]) -> Board:
    """Let a board change places with the one before or after it on its level; at the end nothing moves.

    Raises Absent, or Refused: not_allowed.
    """
    insist(permitted(actor, "administer"))
    board = access.board(work.session, actor, board_slug)
    level = list(
        work.session.scalars(
            select(Board)
            .where(
                Board.parent_id == board.parent_id
                if board.parent_id is not None
                else Board.parent_id.is_(None)
            )
            .order_by(Board.position, Board.id)
            .with_for_update()
        )
    )
    place = level.index(board)
    other = place - 1 if direction == "up" else place + 1
    if 0 <= other < len(level):
        level[place], level[other] = level[other], level[place]
        # Positions are taken anew: those of an import may be equal.
        for position, one in zip(
            sorted({one.position for one in level} | _spare(level)), level, strict=False
        ):
            one.position = position
        write_audit(work, actor, "board.moved", "board", board.id, direction=direction)
    return board


def _spare(level: Sequence[Board]) -> set[int]:
    """Return enough positions after the last one for boards that share theirs."""
    last = max(one.position for one in level)
    return {last + step for step in range(1, len(level))}


def _parent(session: Session, board: Board, parent_slug: str | None) -> int | None:
    """Return the id of the board above; two levels only, so one that has boards below stays at the top."""
    if parent_slug is None:
        return None
    top = select(Board.id).where(Board.slug == parent_slug, Board.parent_id.is_(None), Board.id != board.id)
    parent_id = session.scalar(top)
    has_children = session.scalar(select(Board.id).where(Board.parent_id == board.id).limit(1))
    if parent_id is None or has_children is not None:
        raise Refused("bad_value")
    return parent_id


def _unread_inside(work: Work, board: Board) -> bool:
    """Say whether staff texts stand in the board that went out unread where the site wants readers.

    Earlier texts count as well: who sees a post reads its history. What appeared behind broken glass was let out
    for those who see the board now; for more it waits until somebody has read exactly that.
    """
    if read_setting(work, "readers_required") == 0:
        return False
    behind_glass = exists().where(LaterReading.release_id == Release.id, LaterReading.reading_id.is_(None))
    unread = (
        select(Release.id)
        .join(PostRevision, PostRevision.release_id == Release.id)
        .join(Post, Post.id == PostRevision.post_id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.board_id == board.id, or_(Release.kind == ReleaseKind.none_required, behind_glass))
        .limit(1)
    )
    return work.session.scalar(unread) is not None


def _set_kinds(session: Session, board: Board, kinds: Sequence[ThreadKind]) -> bool:
    allowed = set(session.scalars(select(BoardKind.kind).where(BoardKind.board_id == board.id)))
    wanted = {kind.value for kind in kinds}
    session.execute(delete(BoardKind).where(BoardKind.board_id == board.id, BoardKind.kind.not_in(wanted)))
    session.add_all(BoardKind(board_id=board.id, kind=kind) for kind in sorted(wanted - allowed))
    return wanted != allowed
