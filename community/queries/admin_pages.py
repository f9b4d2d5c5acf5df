"""Administration pages: the small lists behind `/admin/`."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from community.model.boards import Board
from community.model.members import Member, MemberRight, Participant, Right, Role
from community.model.records import AuditEntry
from community.model.teams import Team
from community.queries.authors import AuthorCard, author_card
from community.queries.boards import BoardGroup
from community.queries.dead_letters import count_dead_letters
from community.queries.pagers import Pager
from community.queries.site import read_page_text, readers_required


@dataclass(frozen=True, slots=True)
class HealthLine:
    """A part of the installation and whether it works."""

    name: str
    """database, search, worker, size or mail."""
    fine: bool
    detail: str


@dataclass(frozen=True, slots=True)
class AdminHome:
    """Everything on `/admin/`."""

    boards: int
    members: int
    staff: int
    readers: int
    readers_required: int
    health: tuple[HealthLine, ...]
    unwritten: tuple[str, ...]
    """Pages the law asks for that nobody has written yet: imprint, privacy."""
    dead_letters: int


@dataclass(frozen=True, slots=True)
class AdminBoards:
    """Everything on `/admin/boards`."""

    groups: tuple[BoardGroup, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """An account in the list of people."""

    id: int
    card: AuthorCard
    email: str
    role: str
    """customer, staff or administrator."""
    rights: tuple[str, ...]
    """reader, moderator, helper."""
    active: bool
    invited: bool
    """They have no password yet: the link that sets one can be made again."""
    since: dt.date


@dataclass(frozen=True, slots=True)
class AdminPeople:
    """Everything on `/admin/people`."""

    query: str
    people: tuple[PersonLine, ...]
    pager: Pager
    teams: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry of the append-only log."""

    at: dt.datetime
    actor: str
    act: str
    thing: str
    detail: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Everything on `/admin/audit`."""

    lines: tuple[AuditLine, ...]
    pager: Pager


PAGE = 50


def admin_home(session: Session, health: tuple[HealthLine, ...]) -> AdminHome:
    """Return the overview; who may call it was asked by the caller, as for all pages of this module."""
    members = select(func.count()).select_from(Member)
    readers = select(func.count()).select_from(MemberRight).where(MemberRight.right == Right.reader)
    counts = session.execute(
        select(
            select(func.count()).select_from(Board).scalar_subquery(),
            members.scalar_subquery(),
            members.where(Member.role.in_((Role.staff, Role.administrator))).scalar_subquery(),
            readers.scalar_subquery(),
        )
    ).one()
    unwritten = tuple(page for page in ("imprint", "privacy") if not read_page_text(session, page).strip())
    return AdminHome(*counts, readers_required(session), health, unwritten, count_dead_letters(session))


def people_page(session: Session, *, query: str, page: int) -> AdminPeople:
    """Return the accounts whose name or mail address holds `query`, newest first."""
    statement = (
        select(Member, Participant, Team.name)
        .join(Participant, Participant.id == Member.id)
        .outerjoin(Team, Team.id == Member.team_id)
        .order_by(Member.id.desc())
    )
    if query.strip():
        words = query.strip()
        statement = statement.where(
            or_(
                Participant.name.icontains(words, autoescape=True),
                Member.email.icontains(words, autoescape=True),
            )
        )
    found = session.execute(statement.offset((page - 1) * PAGE).limit(PAGE + 1)).all()
    ids = [member.id for member, _, _ in found]
    rights: dict[int, tuple[str, ...]] = {}
    for row in session.scalars(select(MemberRight).where(MemberRight.member_id.in_(ids))):
        rights[row.member_id] = (*rights.get(row.member_id, ()), row.right.value)
    people = tuple(
        PersonLine(
            id=member.id,
            card=author_card(
                member.id, who.name, team if member.role is not Role.customer else None, has_profile=True
            ),
            email=member.email,
            role=member.role.value,
            rights=rights.get(member.id, ()),
            active=member.suspended_at is None,
            invited=member.password_hash is None and member.suspended_at is None,
            since=member.created_at.date(),
        )
        for member, who, team in found[:PAGE]
    )
    teams = [(key, name) for key, name in session.execute(select(Team.id, Team.name).order_by(Team.name))]
    return AdminPeople(query, people, Pager(page, None, len(found) > PAGE), tuple(teams))


def team_name(session: Session, team_id: str) -> str | None:
    """Return the name of the team chosen in a form, None for none."""
    if not (team_id.isascii() and team_id.isdigit() and len(team_id) < 10):
        return None
    return session.scalar(select(Team.name).where(Team.id == int(team_id)))


def audit_page(session: Session, *, page: int) -> AuditPage:
    """Return the log, newest first."""
    rows = session.execute(
        select(AuditEntry, Participant.name)
        .outerjoin(Participant, Participant.id == AuditEntry.actor_id)
        .order_by(AuditEntry.id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    lines = tuple(
        AuditLine(
            at=entry.at,
            actor=name or "system",
            act=entry.act,
            thing=f"{entry.target_type} {entry.target_id or ''}".strip(),
            detail=", ".join(f"{key}: {value}" for key, value in entry.details.items()),
        )
        for entry, name in rows[:PAGE]
    )
    return AuditPage(lines, Pager(page, None, len(rows) > PAGE))
