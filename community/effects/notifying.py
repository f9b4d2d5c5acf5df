"""Notifies members of what concerns them, if they may still see it."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import events
from community.commands.notices import Notice, notify
from community.effects.audience import sees_post, sees_thread, who_see_post
from community.effects.effect import Fact
from community.effects.followers import listeners
from community.effects.moderation_notices import of_hiding, of_lock, of_showing
from community.effects.outbox import Sessions
from community.model.drafts import Draft, DraftState
from community.model.obligations import ClosedBy, Obligation
from community.model.posts import Post, Solution
from community.model.threads import Thread
from community.work import unit_of_work


class Notifying:
    """The effect that writes notifications."""

    name = "notifying"
    together = True
    follows: frozenset[type[events.Event]] = frozenset(
        {
            events.PostPublished,
            events.ThreadStands,
            events.SolutionMarked,
            events.SolutionRemoved,
            events.SolutionLocked,
            events.PostHidden,
            events.PostShown,
            events.DraftReturned,
            events.DraftRejected,
            events.ObligationWaived,
        }
    )

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions

    def __call__(self, facts: Sequence[Fact]) -> None:
        """Write what each fact calls for; what was written for it before stays the only one."""
        with self.sessions() as session:
            notices = [notice for fact in facts for notice in notices_of(session, fact.event)]
            if notices:
                with unit_of_work(session) as work:
                    notify(work, notices)


def notices_of(session: Session, event: events.Event) -> Iterator[Notice]:
    """Yield what the members concerned should know of `event`, as far as they may see it now."""
    match event:
        case events.PostPublished(post_id):
            post = session.get_one(Post, post_id)
            # Of a new thread people hear when it can't be taken back any more.
            if post.number > 1:
                yield from _of_post(session, post)
        case events.ThreadStands(post_id):
            yield from _of_post(session, session.get_one(Post, post_id))
        case events.SolutionMarked(solution_id):
            yield from _of_mark(session, session.get_one(Solution, solution_id))
        case events.SolutionRemoved(solution_id):
            yield from _of_removal(session, session.get_one(Solution, solution_id))
        case events.SolutionLocked(thread_id):
            yield from of_lock(session, session.get_one(Thread, thread_id))
        case events.PostHidden(post_id):
            yield from of_hiding(session, session.get_one(Post, post_id))
        case events.PostShown(post_id):
            yield from of_showing(session, session.get_one(Post, post_id))
        case events.DraftReturned(draft_id):
            yield from _of_draft(session, session.get_one(Draft, draft_id), DraftState.returned)
        case events.DraftRejected(draft_id):
            yield from _of_draft(session, session.get_one(Draft, draft_id), DraftState.rejected)
        case events.ObligationWaived(obligation_id):
            yield from _of_waiver(session, session.get_one(Obligation, obligation_id))


def _of_post(session: Session, post: Post) -> Iterator[Notice]:
    thread = session.get_one(Thread, post.thread_id)
    heard = dict(listeners(session, thread, post))
    seeing = who_see_post(session, list(heard), post.id)
    for member_id, kind in heard.items():
        if member_id in seeing:
            yield Notice(
                member_id,
                kind,
                f"reply:{post.id}",
                thread_id=thread.id,
                post_id=post.id,
                by_mail=kind == "mention" or member_id == thread.author_id,
            )


def _of_mark(session: Session, mark: Solution) -> Iterator[Notice]:
    if mark.removed_at is not None:
        return
    kind = "solution" if mark.confirmed_at else "solution_proposed"
    asker, author = (
        session.get_one(Thread, mark.thread_id).author_id,
        session.get_one(Post, mark.post_id).author_id,
    )
    for member_id in dict.fromkeys((asker, author)):
        if member_id != mark.marked_by_id and sees_post(session, member_id, mark.post_id):
            yield Notice(
                member_id,
                kind,
                f"solution:{mark.id}",
                thread_id=mark.thread_id,
                post_id=mark.post_id,
                # Asked is who can say whether it helped, thanked is who helped.
                by_mail=member_id == (author if mark.confirmed_at else asker),
            )


def _of_removal(session: Session, mark: Solution) -> Iterator[Notice]:
    if mark.removal != "did_not_help":
        yield from _of_loss(session, mark)
        return
    author = session.get_one(Post, mark.post_id).author_id
    if author != mark.removed_by_id and sees_post(session, author, mark.post_id):
        dedup = f"did_not_help:{mark.id}"
        yield Notice(
            author, "did_not_help", dedup, thread_id=mark.thread_id, post_id=mark.post_id, by_mail=True
        )


def _of_loss(session: Session, mark: Solution) -> Iterator[Notice]:
    """The asker hears that nothing solves their question any more, and of the post nothing: it may be hidden."""
    asker = session.get_one(Thread, mark.thread_id).author_id
    others = select(Solution.id).where(Solution.thread_id == mark.thread_id, Solution.removed_at.is_(None))
    if (
        asker != mark.removed_by_id
        and session.scalars(others.limit(1)).first() is None
        and sees_thread(session, asker, mark.thread_id)
    ):
        yield Notice(asker, "solution_gone", f"solution_gone:{mark.id}", thread_id=mark.thread_id)


def _of_draft(session: Session, draft: Draft, state: DraftState) -> Iterator[Notice]:
    if draft.state is state and sees_thread(session, draft.author_id, draft.thread_id):
        dedup = f"{state.value}:{draft.id}:{draft.versions_made}"
        yield Notice(draft.author_id, state.value, dedup, thread_id=draft.thread_id, draft_id=draft.id)


def _of_waiver(session: Session, row: Obligation) -> Iterator[Notice]:
    if row.closed_by is not ClosedBy.needs_no_answer or row.closed_at is None or row.post_id is None:
        return
    if sees_post(session, row.owed_to_id, row.post_id):
        # It may be waived, contradicted and waived again; each time is news.
        dedup = f"needs_no_answer:{row.id}:{int(row.closed_at.timestamp())}"
        yield Notice(row.owed_to_id, "needs_no_answer", dedup, thread_id=row.thread_id, post_id=row.post_id)
