"""Member page: a person's public profile."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session

from community import access
from community.model.boards import Board
from community.model.members import Member, Participant, Role
from community.model.posts import Post, PostRevision, Solution
from community.model.teams import Site, Team
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.readers import may_ignore
from community.policy.visibility import visible_post, visible_thread
from community.queries.authors import AuthorCard, author_card
from community.queries.follows import ignores
from community.queries.pagers import Pager
from community.queries.pieces import Piece
from community.queries.thread_rows import ThreadRow, thread_rows
from community.text.names import name_key


@dataclass(frozen=True, slots=True)
class MemberPost:
    """A reply in the profile's list."""

    post_id: int
    thread_title: str
    board_name: str
    excerpt: tuple[Piece, ...]
    is_solution: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Everything on `/members/<name>`."""

    author: AuthorCard
    since: dt.date
    about: str
    region: str
    site: str
    """Where somebody of the team works; empty for all others."""
    questions: int
    answers: int
    solutions: int
    helpful: int
    tab: str
    """answers, solutions or questions."""
    posts: tuple[MemberPost, ...]
    threads: tuple[ThreadRow, ...]
    pager: Pager
    is_self: bool
    can_ignore: bool
    ignored: bool
    """The viewer ignores the member."""


TABS = ("answers", "solutions", "questions")
PAGE = 20


def member_page(session: Session, actor: Actor, name: str, *, tab: str, page: int) -> MemberPage:
    """Return the profile of the member called `name`; only what the viewer may see is counted. Raises access.Absent."""
    member, participant = access.member(session, name_key(name))
    team, site = _working(session, member)
    threads, pager = (
        thread_rows(session, actor, _asked, page=page, asker_id=member.id)
        if tab == "questions"
        else ((), None)
    )
    posts, posts_pager = _posts(session, actor, participant, tab, page) if tab != "questions" else ((), None)
    answers, solutions, helpful = _figures(session, actor, participant)
    return MemberPage(
        author=author_card(member.id, participant.name, team, has_profile=True),
        since=member.created_at.date(),
        about=member.about,
        region=member.region,
        site=site,
        questions=read(session, _questions(actor), who(actor, author_id=member.id)).scalar() or 0,
        answers=answers,
        solutions=solutions,
        helpful=helpful,
        tab=tab,
        posts=posts,
        threads=threads,
        pager=pager or posts_pager or Pager(1, None, False),
        is_self=actor.id == member.id,
        can_ignore=bool(may_ignore(actor, member_id=member.id, role=member.role)),
        ignored=ignores(session, actor, member.id),
    )


def _working(session: Session, member: Member) -> tuple[str | None, str]:
    """Return team and site of somebody who acts for the company, nothing for all others."""
    if member.role is Role.customer:
        return None, ""
    row = session.execute(
        select(Team.name, Site.name).join(Site, Site.id == Team.site_id).where(Team.id == member.team_id)
    ).one()
    return row[0], row[1]


def _figures(session: Session, actor: Actor, person: Participant) -> tuple[int, int, int]:
    row = read(session, _counts(actor), who(actor, author_id=person.id)).one()
    return row[0], row[1], max(0, int(row[2]))


@prepared
def _questions(actor: Actor) -> Select[int]:
    of_author = (Thread.author_id == bindparam("author_id"), visible_thread(actor))
    return select(func.count()).select_from(Thread).where(*of_author)


@prepared
def _counts(actor: Actor) -> Select[int, int, int]:
    return _replies(actor, func.count(), func.count(_mark()), func.coalesce(func.sum(Post.score), 0))


def _replies(actor: Actor, *columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .select_from(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Post.author_id == bindparam("author_id"),
            Post.number > 1,
            visible_thread(actor),
            visible_post(actor),
        )
    )


def _mark() -> ScalarSelect[int]:
    """The mark of a post as a solution, looked for post by post; joined, PostgreSQL would gather all there are."""
    standing = select(Solution.id).where(Solution.post_id == Post.id, Solution.removed_at.is_(None))
    return standing.limit(1).correlate(Post).scalar_subquery()


def _posts(
    session: Session, actor: Actor, person: Participant, tab: str, page: int
) -> tuple[tuple[MemberPost, ...], Pager]:
    page = min(max(page, 1), 500)
    skipped = {"skipped": (page - 1) * PAGE} if page > 1 else {}
    statement = _listed(actor, only_solutions=tab == "solutions", further=page > 1)
    found = read(session, statement, who(actor, author_id=person.id, **skipped)).all()
    posts = tuple(
        MemberPost(post_id, title, board, (Piece(excerpt),), solution is not None, at)
        for post_id, title, board, excerpt, solution, at in found[:PAGE]
    )
    return posts, Pager(page, None, len(found) > PAGE)


@prepared
def _listed(actor: Actor, *, only_solutions: bool, further: bool) -> Select[*tuple[Any, ...]]:
    columns = (Post.id, Thread.title, Board.name, Version.excerpt, _mark(), Post.created_at)
    found = (
        _replies(actor, *columns)
        .join(Board, Board.id == Thread.board_id)
        .join(
            PostRevision, (PostRevision.post_id == Post.id) & (PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .order_by(Post.id.desc())
        .limit(PAGE + 1)
    )
    if further:
        # Not on the first page: where it begins is a number that PostgreSQL does not know when it plans.
        found = found.offset(bindparam("skipped", type_=Integer()))
    return found.where(_mark().is_not(None)) if only_solutions else found


def _asked(_: Actor) -> list[ColumnElement[bool]]:
    return [Thread.author_id == bindparam("asker_id")]
