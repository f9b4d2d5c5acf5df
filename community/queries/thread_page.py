"""Thread page: the question, its solution, the posts of one page and how to reply."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from community import access, clock
from community.model.obligations import Obligation, ObligationKind
from community.model.posts import Post
from community.model.threads import Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.posts import may_take_back
from community.policy.rights import permitted
from community.queries.authors import author_card
from community.queries.beside import similar_links
from community.queries.clauses import Clauses
from community.queries.own_words import OwnDraft, WaiverMark, own_drafts, own_waivers
from community.queries.pagers import Crumb, Pager
from community.queries.post_cards import PostCard, SolutionMark, Surroundings, post_cards
from community.queries.product_fields import Told
from community.queries.solution_digest import SolutionDigest, lock_acts, one_post, solution_digest
from community.queries.thread_events import ThreadEvent, thread_events
from community.queries.thread_head import ClosureMark, ThreadHead, thread_head
from community.queries.thread_reader import ThreadReader, reader_of
from community.queries.thread_rows import State, ThreadLink, Waiting
from community.queries.thread_span import on_page, page_of_place, span
from community.queries.thread_tags import TagLink, tags_and_told
from community.queries.waiting_line import WaitingLine, waiting_line


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Everything on `/threads/<id>-<slug>`."""

    id: int
    slug: str
    title: str
    kind: str
    state: State
    waiting: Waiting
    board_slug: str
    board_name: str
    parents: tuple[Crumb, ...]
    """Boards above the thread's board."""
    tags: tuple[TagLink, ...]
    told: tuple[Told, ...]
    """What the asker told beside the question."""
    question: PostCard
    posts: tuple[PostCard, ...]
    """Those of this page, in the order they are read in."""
    newest_first: bool
    replies: int
    """Visible replies in the whole thread, not only on this page."""
    pager: Pager
    digest: SolutionDigest | None
    more_solutions: tuple[int, ...]
    """Ids of further accepted posts, newest first."""
    closure: ClosureMark | None
    first_answer_after: dt.timedelta | None
    solved_after: dt.timedelta | None
    similar: tuple[ThreadLink, ...]
    own_drafts: tuple[OwnDraft, ...]
    reply: Literal["guest", "asker", "member", "staff", "none"]
    """Which form stands at the end; staff answer on the desk, none when the thread is closed."""
    can_say_helped: bool
    """The asker may say that the answers helped without marking one."""
    can_confirm: bool
    """The asker may confirm the proposed solution."""
    submission: str
    waivers: tuple[WaiverMark, ...]
    """The viewer's own words that were closed without an answer."""
    can: frozenset[str]
    """Acts on the whole thread: close, reopen, lock_solution, unlock_solution, begin_issue, end_issue."""
    is_issue: bool
    """It tells of something that does not work now."""
    clauses: Clauses
    """What moderators choose from as a reason; empty for everybody else."""
    locked: bool
    """A moderator settled which answer is the solution."""
    answers: int
    """Visible replies as they are counted: own follow-ups of the asker are no answers."""
    can_take_back: bool
    """The asker may undo publishing the question, for a minute."""
    board_unknown: bool
    """The asker did not know where it belongs."""
    events: tuple[ThreadEvent, ...]
    """What happened between the posts of this page."""
    reader: ThreadReader
    line: WaitingLine | None
    """Where the answer is that the viewer waits for."""
    has_saved: bool
    """The viewer began a reply and did not send it."""
    news: int
    """Notifications about the thread that the viewer has not read."""


def thread_page(
    session: Session, actor: Actor, thread_id: int, *, page: int = 1, newest_first: bool = False
) -> ThreadPage:
    """Return a page of a thread. Raises access.Absent."""
    thread = access.thread(session, actor, thread_id)
    shown = span(thread, page, newest_first=newest_first)
    head = thread_head(session, actor, thread, place_before=shown.before)
    around = _surroundings(session, actor, thread, head)
    newest = next(iter(around.marks), 0)
    places = {"first": shown.first, "last": shown.last, "post_id": newest}
    cards = post_cards(session, around, _shown, **places)
    question = cards[0]
    posts = tuple(card for card in cards[1:] if card.id != newest or shown.holds(card))
    marks = [mark for mark in around.marks.values() if not mark.proposed] or list(around.marks.values())
    digest = solution_digest(session, around, cards)
    tags, told = tags_and_told(session, actor, thread.id)
    first_answer = head.first_answer_at - thread.created_at if head.first_answer_at else None
    return ThreadPage(
        id=thread.id,
        slug=thread.slug,
        title=thread.title,
        kind=thread.kind.value,
        state=head.state,
        waiting=head.waiting,
        board_slug=head.board.slug,
        board_name=head.board.name,
        parents=(Crumb(head.board.slug, head.board.name),),
        tags=tags,
        told=told,
        question=question,
        posts=posts[::-1] if newest_first else posts,
        newest_first=newest_first,
        replies=thread.reply_count,
        pager=shown.pager,
        digest=digest,
        more_solutions=tuple(post_id for post_id in around.marks if digest and post_id != digest.post_id),
        closure=head.closure,
        first_answer_after=first_answer,
        solved_after=_solved_after(thread, marks, first_answer),
        similar=similar_links(session, actor, thread.id),
        own_drafts=own_drafts(session, actor, thread) if head.has_drafts else (),
        reply=_reply_form(actor, thread, head.closure is not None),
        can_say_helped=not around.marks and head.is_owed and thread.other_reply_count > 0,
        can_confirm=actor.id == thread.author_id and digest is not None and digest.mark.proposed,
        submission=secrets.token_urlsafe(16),
        waivers=own_waivers(session, actor, thread) if head.was_waived else (),
        clauses=head.clauses,
        can=_acts(actor, thread, head) | lock_acts(around, digest),
        is_issue=head.is_issue,
        locked=around.locked,
        answers=thread.answers,
        can_take_back=_can_take_back(actor, thread, question),
        board_unknown=thread.board_unknown,
        events=thread_events(
            session,
            thread,
            [(card.number, card.created_at) for card in posts],
            after=head.before,
            last_page=shown.to_the_end,
        ),
        reader=reader_of(actor, thread, head, cards, posts, newest),
        line=waiting_line(session, actor, thread) if head.is_owed else None,
        has_saved=head.has_saved,
        news=head.unread,
    )


def _can_take_back(actor: Actor, thread: Thread, question: PostCard) -> bool:
    if question.hidden is not None or thread.kind is not ThreadKind.question:
        return False
    age = clock.now() - thread.created_at
    return bool(may_take_back(actor, author_id=thread.author_id, replies=thread.other_reply_count, age=age))


def page_of_post(session: Session, actor: Actor, post_id: int) -> tuple[Thread, int]:
    """Return the thread of a post and the page it stands on. Raises access.Absent."""
    post, thread = access.post(session, actor, post_id)
    place = post.place
    if place is None:
        before = select(func.max(Post.place)).where(Post.thread_id == thread.id, Post.number < post.number)
        place = session.scalar(before) or 1
    return thread, page_of_place(place)


def _shown(actor: Actor) -> ColumnElement[bool]:
    """The question, the replies of the page, and the newest solution, for post_cards."""
    return or_(Post.number == 1, on_page(actor), one_post(actor))


def _surroundings(session: Session, actor: Actor, thread: Thread, head: ThreadHead) -> Surroundings:
    marks = {}
    for mark, by in head.solutions:
        name = author_card(by.id, by.name, None, has_profile=by.has_account) if by else None
        marks[mark.post_id] = SolutionMark(name, mark.marked_at, mark.confirmed_at is None)
    owed: dict[int, tuple[int, ...]] = {}
    if actor.is_staff:
        standing = session.execute(
            select(Obligation.post_id, Obligation.id).where(
                Obligation.thread_id == thread.id,
                Obligation.closed_at.is_(None),
                Obligation.kind == ObligationKind.answer,
            )
        )
        for post_id, obligation_id in standing:
            owed[post_id or 0] = (*owed.get(post_id or 0, ()), obligation_id)
    return Surroundings(
        actor=actor,
        thread=thread,
        closed=head.closure is not None,
        locked=head.locked,
        exclusive=not head.board.several_solutions,
        marks=marks,
        markers={mark.post_id: mark.marked_by_id for mark, _ in head.solutions},
        owed=owed,
        clauses=head.clauses.get("hide", ()),
    )


def _solved_after(
    thread: Thread, marks: list[SolutionMark], first_answer: dt.timedelta | None
) -> dt.timedelta | None:
    """How long it took; None where the mark came from a system that keeps only its day."""
    if not marks or first_answer is None:
        return None
    passed = min(mark.at for mark in marks) - thread.created_at
    return passed if passed >= first_answer else None


def _reply_form(
    actor: Actor, thread: Thread, closed: bool
) -> Literal["guest", "asker", "member", "staff", "none"]:
    if actor.is_staff:
        return "staff"
    if closed:
        return "none"
    if actor.id is None:
        return "guest"
    return "asker" if actor.id == thread.author_id else "member"


def _acts(actor: Actor, thread: Thread, head: ThreadHead) -> frozenset[str]:
    acts = set()
    if permitted(actor, "close_thread"):
        acts.add("reopen" if head.closure else "close")
    if thread.kind is ThreadKind.announcement and permitted(actor, "point_to_issue"):
        acts.add("end_issue" if head.is_issue else "begin_issue")
    return frozenset(acts)
