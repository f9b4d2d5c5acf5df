"""Reading rules page: who reads what, in the administration."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from community.model.boards import Board, Tag
from community.model.members import Participant
from community.model.reading_rules import ReadingRule
from community.model.records import SiteSetting
from community.policy.actors import Actor
from community.policy.visibility import visible_board
from community.queries.reading_rules import standing_rules


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with what it asks for, in words."""

    id: int
    name: str
    readers: int
    board: str
    tag: str
    words: str
    kind: str
    made_by: str
    made_at: dt.datetime
    retired_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Everything on `/admin/reading-rules`."""

    usual: int
    rules: tuple[RuleLine, ...]
    """In their order."""
    retired: tuple[RuleLine, ...]
    """Newest first, the last twenty."""
    boards: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    glass: str
    """off, administrators or readers: who may publish unread."""
    own_boards: tuple[tuple[str, int], ...]
    """Boards with a number of their own, which counts as a rule."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What would hold for a text that was tried."""

    readers: int
    name: str
    """The rule's; empty where the board or the site says it."""


def rules_page(session: Session) -> RulesPage:
    """Return the rules; who may call it was asked by the caller."""
    boards = session.scalars(select(Board).order_by(Board.position, Board.id)).all()
    tags = session.execute(select(Tag.id, Tag.name).order_by(Tag.name).limit(500)).all()
    standing = _lines(session, retired=False)
    return RulesPage(
        usual=standing_rules(session).usual,
        rules=standing,
        retired=_lines(session, retired=True),
        boards=tuple((str(board.id), board.name) for board in boards),
        tags=tuple((str(tag_id), name) for tag_id, name in tags),
        glass=session.scalar(select(SiteSetting.value).where(SiteSetting.key == "break_glass")) or "off",
        own_boards=tuple(
            (board.name, board.readers_required) for board in boards if board.readers_required is not None
        ),
    )


def try_rules(
    session: Session, actor: Actor, *, board_id: int | None, tag_id: int | None, kind: str, text: str
) -> Trial | None:
    """Return what would hold for `text` there; None where there is no such board."""
    board = session.scalars(select(Board).where(Board.id == board_id, visible_board(actor))).one_or_none()
    if board is None:
        return None
    tags = () if tag_id is None else (tag_id,)
    found = standing_rules(session).of(board, kind, tags, text)
    return Trial(found.readers, found.name)


def _lines(session: Session, *, retired: bool) -> tuple[RuleLine, ...]:
    maker = aliased(Participant)
    rows = (
        select(ReadingRule, Board.name, Tag.name, maker.name)
        .outerjoin(Board, Board.id == ReadingRule.board_id)
        .outerjoin(Tag, Tag.id == ReadingRule.tag_id)
        .join(maker, maker.id == ReadingRule.made_by_id)
    )
    if retired:
        rows = (
            rows.where(ReadingRule.retired_at.is_not(None)).order_by(ReadingRule.retired_at.desc()).limit(20)
        )
    else:
        rows = rows.where(ReadingRule.retired_at.is_(None)).order_by(ReadingRule.position, ReadingRule.id)
    return tuple(
        RuleLine(
            id=rule.id,
            name=rule.name,
            readers=rule.readers,
            board=board or "",
            tag=tag or "",
            words=rule.words,
            kind=rule.kind,
            made_by=who,
            made_at=rule.made_at,
            retired_at=rule.retired_at,
        )
        for rule, board, tag, who in session.execute(rows)
    )
