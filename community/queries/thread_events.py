"""What happened to a thread between its posts: closed, opened, solved, details asked for, title changed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

from sqlalchemy import Integer, Select, and_, bindparam, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from community.model.members import Member, Participant, Role
from community.model.posts import Post, PostRevision, Solution
from community.model.teams import Team
from community.model.threads import Closure, DetailsRequest, KnownIssue, Thread, ThreadKind
from community.model.versions import Version
from community.policy.prepared import read
from community.queries.authors import AuthorCard, author_card

EventKind = Literal["issue", "issue_over", "closed", "reopened", "solved", "unsolved", "details", "titled"]
LARGEST = 200
"""Events looked at; a thread with more of them tells the latest."""

_HERE: Final = bindparam("thread_id", type_=Integer())
_Found = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class ThreadEvent:
    """One line between posts; `words` is the reason of a closure or the title before."""

    kind: EventKind
    at: dt.datetime
    by: AuthorCard | None
    words: str
    before: int
    """Number of the post it stands before; 0: after the last one."""


def thread_events(
    session: Session,
    thread: Thread,
    posts: Sequence[tuple[int, dt.datetime]],
    *,
    after: dt.datetime | None,
    last_page: bool,
) -> tuple[ThreadEvent, ...]:
    """Return what happened between `posts` (number and time, in order), and since `after`, the page before.

    What concerns a post out of sight is left out: it would tell that there is one.
    """
    tells = thread.kind is ThreadKind.announcement
    rows = read(session, _statement(tells), {"thread_id": thread.id}).all()
    until = posts[-1][1] if posts and not last_page else None
    events = []
    for kind, at, words, by, name, has_account, team in reversed(rows):
        if (after is not None and at <= after) or (until is not None and at > until):
            continue
        events.append(
            ThreadEvent(
                kind=cast(EventKind, kind),
                at=at,
                by=author_card(by, name, team, has_profile=has_account) if by else None,
                words=words or "",
                before=next((number for number, written in posts if written > at), 0),
            )
        )
    return tuple(events)


@cache
def _statement(tells: bool) -> Select[*tuple[Any, ...]]:
    """The statement of an announcement, which `tells`, or of any other thread."""
    found = union_all(
        *_closings(), *_markings(), *(_issues() if tells else ()), _asked_for_details(), _new_titles()
    ).subquery()
    columns = found.c
    return (
        select(
            *(columns.kind, columns.at, columns.words),
            *(Participant.id, Participant.name, Participant.has_account),
            Team.name,
        )
        .select_from(found)
        .outerjoin(Participant, Participant.id == columns.by)
        .outerjoin(Member, and_(Member.id == columns.by, Member.role != Role.customer))
        .outerjoin(Team, Team.id == Member.team_id)
        .order_by(columns.at.desc())
        .limit(LARGEST)
    )


def _closings() -> tuple[_Found, _Found]:
    closed = select(
        literal("closed").label("kind"),
        Closure.closed_at.label("at"),
        Closure.closed_by_id.label("by"),
        Closure.reason.label("words"),
    ).where(Closure.thread_id == _HERE, Closure.closed_by_id.is_not(None))
    reopened = select(literal("reopened"), Closure.lifted_at, Closure.lifted_by_id, null()).where(
        Closure.thread_id == _HERE, Closure.lifted_at.is_not(None)
    )
    return closed, reopened


def _markings() -> tuple[_Found, _Found]:
    def of(kind: str, at: Any, by: Any) -> _Found:
        return (
            select(literal(kind), at, by, null())
            .join(Post, Post.id == Solution.post_id)
            .where(Solution.thread_id == _HERE, Solution.marked_by_id.is_not(None), Post.place.is_not(None))
        )

    taken = of("unsolved", Solution.removed_at, Solution.removed_by_id)
    return (
        of("solved", Solution.marked_at, Solution.marked_by_id),
        taken.where(Solution.removal.in_(("removed", "did_not_help"))),
    )


def _issues() -> tuple[_Found, _Found]:
    here = KnownIssue.thread_id == _HERE
    begun = select(literal("issue"), KnownIssue.begun_at, KnownIssue.begun_by_id, null()).where(here)
    over = select(literal("issue_over"), KnownIssue.ended_at, KnownIssue.ended_by_id, null())
    return begun, over.where(here, KnownIssue.ended_at.is_not(None))


def _asked_for_details() -> _Found:
    return (
        select(literal("details"), DetailsRequest.requested_at, Post.author_id, null())
        .join(Post, Post.id == DetailsRequest.post_id)
        .where(DetailsRequest.thread_id == _HERE, Post.place.is_not(None))
    )


def _new_titles() -> _Found:
    earlier, old = aliased(PostRevision), aliased(Version)
    return (
        select(literal("titled"), PostRevision.created_at, Version.editor_id, old.title)
        .join(Post, and_(Post.id == PostRevision.post_id, Post.number == 1))
        .join(Version, Version.id == PostRevision.version_id)
        .join(earlier, and_(earlier.post_id == Post.id, earlier.number == PostRevision.number - 1))
        .join(old, old.id == earlier.version_id)
        .where(Post.thread_id == _HERE, PostRevision.number > 1, Version.title != old.title)
    )
