"""What a thread's page knows about the thread as a whole and about its reader, fetched in one statement."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    null,
    select,
)
from sqlalchemy.orm import Session, aliased

from community import clock
from community.model.boards import Board
from community.model.drafts import Draft
from community.model.members import Participant, Right
from community.model.obligations import ClosedBy, Obligation
from community.model.posts import Post, Solution, SolutionLock
from community.model.readers import Affected, Following, ThreadFollow, ThreadView, ThreadVisit
from community.model.records import Notification
from community.model.saved_texts import SavedText
from community.model.threads import CAME_CLOSED, CAME_LOCKED, Closure, KnownIssue, Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.prepared import prepared, who
from community.policy.states import thread_state, thread_waiting
from community.queries.authors import AuthorCard, author_card
from community.queries.clauses import Clauses, chosen_from, clauses_of
from community.queries.notifications_seen import unread_count
from community.queries.thread_rows import State, Waiting

_Marker = aliased(Participant)


@dataclass(frozen=True, slots=True)
class ClosureMark:
    """Who closed the thread, when and with which words."""

    by: AuthorCard | None
    """None: it came closed from another system."""
    at: dt.datetime
    reason: str
    """Empty: it came closed without one."""


@dataclass(frozen=True, slots=True)
class ThreadHead:
    """The thread as a whole, and what its reader has to do with it."""

    board: Board
    state: State
    waiting: Waiting
    closure: ClosureMark | None
    first_answer_at: dt.datetime | None
    before: dt.datetime | None
    """When the last post of the page before was written."""
    views: int
    follows: bool
    affected: bool
    seen: int | None
    """The last post the reader saw on an earlier visit; None on their first."""
    has_drafts: bool
    """The reader wrote something here that may not be public."""
    is_owed: bool
    was_waived: bool
    is_issue: bool
    """An announcement of something that does not work now."""
    unread: int
    """How many notifications about it the reader has not read."""
    has_saved: bool
    """The reader began a reply and did not send it."""
    clauses: Clauses
    """What a moderator chooses from as a reason; empty for everybody else."""
    solutions: tuple[tuple[Solution, Participant | None], ...]
    """What stands, the newest first, with who marked it; None where another system did."""
    locked: bool
    """A moderator settled which answer is the solution."""


def thread_head(session: Session, actor: Actor, thread: Thread, *, place_before: int) -> ThreadHead:
    """Return the head of a thread that the caller may see; `place_before` is the last place of the page before."""
    yesterday = clock.now().date() - dt.timedelta(days=1)
    given = who(
        actor,
        thread_id=thread.id,
        place_before=place_before,
        views_since=yesterday,
        reply_place=f"reply:{thread.id}",
    )
    rows = session.execute(_statement(actor, thread.kind is ThreadKind.announcement), given).all()
    # One for each solution that stands, a few at most; asked to sort them, SQLite walks the index of all that stand.
    marked = [(mark, by) for *_, mark, by, _ in rows if mark is not None]
    marked.sort(key=lambda pair: (pair[0].marked_at, pair[0].id), reverse=True)
    *row, _, _, lock = rows[0]
    board, state, waiting, closure, by, first, before, today, issue, unread, following, *rest = row
    affected, seen, drafts, owed, waived, saved, kept, words = rest
    closed_by = author_card(by.id, by.name, None, has_profile=by.has_account) if by else None
    return ThreadHead(
        board=board,
        state=cast(State, state),
        waiting=cast(Waiting, waiting),
        closure=ClosureMark(closed_by, closure.closed_at, _reason(closure)) if closure else None,
        first_answer_at=first,
        before=before,
        views=thread.view_count + (today or 0),
        follows=following is not None and following != Following.off,
        affected=bool(affected),
        seen=seen,
        has_drafts=bool(drafts),
        is_owed=bool(owed),
        was_waived=bool(waived),
        is_issue=bool(issue),
        unread=unread,
        has_saved=bool(saved),
        clauses=clauses_of(kept, words) if Right.moderator in actor.rights else {},
        solutions=tuple(marked),
        locked=bool(marked) and lock is not None,
    )


@prepared
def _statement(actor: Actor, tells: bool) -> Select[*tuple[Any, ...]]:
    """The statement of an announcement, which `tells`, or of any other thread."""
    return (
        select(
            Board,
            thread_state(),
            thread_waiting(),
            Closure,
            Participant,
            _first_answer(),
            _written_before(),
            _views_today(),
            _known_issue() if tells else false(),
            _unread(actor),
            *_of_reader(actor),
            *chosen_from(actor),
            Solution,
            _Marker,
            SolutionLock.thread_id,
        )
        .select_from(Thread)
        .join(Board, Board.id == Thread.board_id)
        .outerjoin(Closure, and_(Closure.thread_id == Thread.id, Closure.lifted_at.is_(None)))
        .outerjoin(Participant, Participant.id == Closure.closed_by_id)
        .outerjoin(Solution, and_(Solution.thread_id == Thread.id, Solution.removed_at.is_(None)))
        .outerjoin(_Marker, _Marker.id == Solution.marked_by_id)
        .outerjoin(SolutionLock, SolutionLock.thread_id == Thread.id)
        .where(Thread.id == bindparam("thread_id"))
    )


def _unread(actor: Actor) -> ColumnElement[int]:
    if actor.id is None:
        return literal(0)
    return unread_count(actor, Notification.thread_id == bindparam("thread_id")).scalar_subquery()


def _first_answer() -> ScalarSelect[dt.datetime]:
    """When the first reply by somebody else was written: the first in number, so that one row is read."""
    return (
        select(Post.created_at)
        .where(Post.thread_id == Thread.id, Post.place > 1, Post.author_id != Thread.author_id)
        .order_by(Post.place)
        .limit(1)
        .correlate(Thread)
        .scalar_subquery()
    )


def _written_before() -> ScalarSelect[dt.datetime]:
    before = Post.place == bindparam("place_before")
    return (
        select(Post.created_at).where(Post.thread_id == Thread.id, before).correlate(Thread).scalar_subquery()
    )


def _views_today() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(ThreadView)
        .where(ThreadView.thread_id == Thread.id, ThreadView.day >= bindparam("views_since"))
        .correlate(Thread)
        .scalar_subquery()
    )


def _reason(closure: Closure) -> str:
    came_without = closure.closed_by_id is None and closure.reason in (CAME_CLOSED, CAME_LOCKED)
    return "" if came_without else closure.reason


def _known_issue() -> ColumnElement[bool]:
    issue = exists().where(KnownIssue.thread_id == Thread.id, KnownIssue.ended_at.is_(None))
    return issue.correlate(Thread)


def _of_reader(actor: Actor) -> tuple[Any, ...]:
    """Following, affected, seen, drafts, owed, waived, saved: of nobody, for a guest."""
    if actor.id is None:
        return (null(), false(), null(), false(), false(), false(), false())
    here: ColumnElement[int] = bindparam("thread_id")
    own = (Obligation.thread_id == here, Obligation.owed_to_id == actor.id)
    follow = select(ThreadFollow.following).where(
        ThreadFollow.thread_id == here, ThreadFollow.member_id == actor.id
    )
    visit = select(ThreadVisit.number).where(ThreadVisit.thread_id == here, ThreadVisit.member_id == actor.id)
    return (
        follow.scalar_subquery(),
        exists().where(Affected.thread_id == here, Affected.member_id == actor.id),
        visit.scalar_subquery(),
        exists().where(Draft.thread_id == here, Draft.author_id == actor.id),
        literal(False) if actor.is_staff else exists().where(*own, Obligation.closed_at.is_(None)),
        literal(False)
        if actor.is_staff
        else exists().where(*own, Obligation.closed_by == ClosedBy.needs_no_answer),
        exists().where(SavedText.member_id == actor.id, SavedText.place == bindparam("reply_place")),
    )
