"""The mail that goes with a notification, if it still has its sense when it is written."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import access, clock
from community.effects.audience import sees_board, sees_post
from community.mail import thread_letters
from community.mail.letters import Letter
from community.mail.thread_letters import Reader
from community.mail.translating import translator
from community.model.members import Member, Participant
from community.model.posts import Hiding, Post, Solution, SolutionLock
from community.model.records import Notification
from community.model.threads import Thread
from community.policy.reminders import awaits_verdict, is_day
from community.policy.visibility import visible_thread
from community.queries.site import Site

Written = tuple[str, Letter] | None


def letter_of(session: Session, site: Site, base_url: str, notice: Notification) -> Written:
    """Return address and letter of a notification; None where it was read or lost its sense."""
    member = session.get_one(Member, notice.member_id)
    if notice.read_at is not None or member.email_confirmed_at is None or member.suspended_at is not None:
        return None
    if notice.kind not in WRITERS:
        return None
    letter = WRITERS[notice.kind](_Desk(session, site, base_url, member), notice)
    return None if letter is None else (member.email, letter)


class _Desk:
    """What every writer needs at hand."""

    def __init__(self, session: Session, site: Site, base_url: str, member: Member) -> None:
        self.session, self.site, self.base_url, self.member = session, site, base_url, member
        language = member.language or site.language
        self.reader = Reader(translator(language), self.name_of(member.id), language, site.name)

    def name_of(self, participant_id: int) -> str:
        return self.session.get_one(Participant, participant_id).name

    def title_of(self, thread_id: int) -> str:
        return self.session.get_one(Thread, thread_id).title


def _seen(desk: _Desk, notice: Notification) -> Post | None:
    """The post of a notification, as long as who is told of it sees it."""
    if notice.post_id is None or not sees_post(desk.session, desk.member.id, notice.post_id):
        return None
    return desk.session.get_one(Post, notice.post_id)


def _reply(desk: _Desk, notice: Notification) -> Letter | None:
    post = _seen(desk, notice)
    if post is None:
        return None
    return thread_letters.reply(
        desk.reader,
        by=desk.name_of(post.author_id),
        title=desk.title_of(post.thread_id),
        url=f"{desk.base_url}/posts/{post.id}",
    )


def _mention(desk: _Desk, notice: Notification) -> Letter | None:
    post = _seen(desk, notice)
    if post is None:
        return None
    return thread_letters.mention(
        desk.reader,
        by=desk.name_of(post.author_id),
        title=desk.title_of(post.thread_id),
        url=f"{desk.base_url}/posts/{post.id}",
    )


def _reminder(desk: _Desk, notice: Notification) -> Letter | None:
    # The mail server may have been away for hours: at night nobody is reminded, the page says it anyway.
    if not is_day(clock.now(), desk.member.timezone or desk.site.timezone):
        return None
    actor = access.actor(desk.session, desk.member.id)
    open_still = select(Thread.title).where(
        Thread.id == notice.thread_id, visible_thread(actor), awaits_verdict()
    )
    title = desk.session.scalar(open_still)
    if title is None:
        return None
    address = f"{desk.base_url}/threads/{notice.thread_id}"
    return thread_letters.reminder(
        desk.reader,
        title=title,
        solved_url=f"{address}/solution",
        ask_url=f"{address}/follow-up",
    )


def _solution(desk: _Desk, notice: Notification) -> Letter | None:
    post = _marked(desk, notice)
    if post is None:
        return None
    if notice.kind == "solution_proposed":
        return _proposed(desk, post)
    return thread_letters.solution(
        desk.reader,
        title=desk.title_of(post.thread_id),
        url=f"{desk.base_url}/posts/{post.id}",
    )


def _proposed(desk: _Desk, post: Post) -> Letter:
    address = f"{desk.base_url}/threads/{post.thread_id}"
    return thread_letters.proposed(
        desk.reader,
        by=desk.name_of(post.author_id),
        title=desk.title_of(post.thread_id),
        solved_url=f"{address}/solution",
        ask_url=f"{address}/follow-up",
    )


def _did_not_help(desk: _Desk, notice: Notification) -> Letter | None:
    post = _seen(desk, notice)
    if post is None:
        return None
    return thread_letters.did_not_help(
        desk.reader,
        title=desk.title_of(post.thread_id),
        url=f"{desk.base_url}/posts/{post.id}",
    )


def _marked(desk: _Desk, notice: Notification) -> Post | None:
    """The post of a notification if it is still marked, and still proposed where that is what was told."""
    standing = select(Solution.confirmed_at).where(
        Solution.post_id == notice.post_id, Solution.removed_at.is_(None)
    )
    mark = desk.session.execute(standing).one_or_none()
    if mark is None or (notice.kind == "solution_proposed" and mark.confirmed_at is not None):
        return None
    return _seen(desk, notice)


def _hidden(desk: _Desk, notice: Notification) -> Letter | None:
    found = select(Hiding.reason).where(Hiding.post_id == notice.post_id, Hiding.lifted_at.is_(None))
    reason = desk.session.scalar(found)
    if reason is None or notice.thread_id is None:
        return None
    thread = desk.session.get_one(Thread, notice.thread_id)
    if not sees_board(desk.session, desk.member.id, thread.board_id):
        return None
    return thread_letters.hidden(
        desk.reader,
        title=thread.title,
        reason=reason,
        url=f"{desk.base_url}/notifications",
    )


def _locked(desk: _Desk, notice: Notification) -> Letter | None:
    lock, post = desk.session.get(SolutionLock, notice.thread_id), _seen(desk, notice)
    if lock is None or post is None:
        return None
    return thread_letters.locked(
        desk.reader,
        title=desk.title_of(lock.thread_id),
        reason=lock.reason,
        url=f"{desk.base_url}/posts/{post.id}",
    )


WRITERS: dict[str, Callable[[_Desk, Notification], Letter | None]] = {
    "reply": _reply,
    "mention": _mention,
    "reminder": _reminder,
    "solution": _solution,
    "solution_proposed": _solution,
    "did_not_help": _did_not_help,
    "hidden": _hidden,
    "locked": _locked,
}
"""Kinds of notifications that a mail goes with."""
