"""Administration of places: one board with what it allows, the teams with their sites, the tags."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from community import access
from community.model.boards import Board, BoardKind, Tag
from community.model.members import Member
from community.model.teams import Site, Team
from community.model.threads import ThreadTag
from community.policy.actors import Actor
from community.queries.pagers import Pager


@dataclass(frozen=True, slots=True)
class AdminBoard:
    """Everything on `/admin/boards/<slug>`."""

    slug: str
    name: str
    description: str
    icon: str
    parent: str
    """Slug of the board above; '' at the top."""
    parents: tuple[tuple[str, str], ...]
    """Boards it may lie below; none where others lie below it."""
    visibility: str
    holding: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team and how many people are in it."""

    id: int
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site and the teams there."""

    id: int
    name: str
    timezone: str
    teams: tuple[TeamLine, ...]


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag and how many threads carry it."""

    id: int
    name: str
    threads: int


@dataclass(frozen=True, slots=True)
class AdminTags:
    """Everything on `/admin/tags`."""

    tags: tuple[TagLine, ...]
    pager: Pager


TAGS = 100
"""Tags of a page."""


def admin_board(session: Session, actor: Actor, board_slug: str) -> AdminBoard:
    """Return a board as its form shows it. Raises Absent."""
    board = access.board(session, actor, board_slug)
    boards = session.execute(
        select(Board.id, Board.slug, Board.name, Board.parent_id).order_by(Board.position, Board.id)
    ).all()
    has_children = any(row.parent_id == board.id for row in boards)
    kinds = session.scalars(select(BoardKind.kind).where(BoardKind.board_id == board.id))
    return AdminBoard(
        slug=board.slug,
        name=board.name,
        description=board.description,
        icon=board.icon,
        parent=next((row.slug for row in boards if row.id == board.parent_id), ""),
        parents=()
        if has_children
        else tuple((row.slug, row.name) for row in boards if row.parent_id is None and row.id != board.id),
        visibility=board.visibility.value,
        holding=board.holding.value,
        kinds=frozenset(kinds),
    )


def admin_teams(session: Session) -> tuple[SiteLine, ...]:
    """Return the sites by name, each with its teams."""
    people = select(func.count()).where(Member.team_id == Team.id).correlate(Team).scalar_subquery()
    teams = session.execute(select(Team.id, Team.name, people, Team.site_id).order_by(Team.name)).all()
    return tuple(
        SiteLine(
            site.id,
            site.name,
            site.timezone,
            tuple(TeamLine(number, name, count) for number, name, count, place in teams if place == site.id),
        )
        for site in session.scalars(select(Site).order_by(Site.name))
    )


def admin_tags(session: Session, *, page: int) -> AdminTags:
    """Return the tags by name."""
    threads = select(func.count()).where(ThreadTag.tag_id == Tag.id).correlate(Tag).scalar_subquery()
    rows = session.execute(
        select(Tag.id, Tag.name, threads).order_by(Tag.name, Tag.id).offset((page - 1) * TAGS).limit(TAGS + 1)
    ).all()
    return AdminTags(tuple(TagLine(*row) for row in rows[:TAGS]), Pager(page, None, len(rows) > TAGS))
