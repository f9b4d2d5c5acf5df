"""Customer cards: who is asking, for the eyes of the staff."""

import datetime as dt
from dataclasses import dataclass
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from community.model.members import Member, Participant
from community.model.obligations import Obligation, ObligationKind
from community.model.posts import Post, PostRevision, Solution
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.states import thread_state
from community.policy.visibility import visible_thread
from community.queries.authors import AuthorCard, author_card
from community.queries.thread_rows import State, ThreadLink
from community.text.address import form_of_address


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """What a colleague knows before the first keystroke."""

    author: AuthorCard
    since: dt.date | None
    """None for people who have no account yet."""
    address: str | None
    """du or sie, as the customer writes; None when they have used neither."""
    questions: int
    solutions: int
    open_obligations: int
    about: str
    channel: str | None
    """Where the request arrived if not here."""
    history: tuple[ThreadLink, ...]
    """Latest threads before this one; `author` is the colleague who answered."""


HISTORY = 5
"""Threads before this one: as many as are read in a glance."""


def customer_card(
    session: Session, actor: Actor, person_id: int, *, besides: int | None = None
) -> CustomerCard:
    """Return who is asking, as staff may know it; `besides` is the thread on the desk."""
    person, member = session.execute(
        select(Participant, Member)
        .outerjoin(Member, Member.id == Participant.id)
        .where(Participant.id == person_id)
    ).one()
    asked = (
        select(func.count()).select_from(Thread).where(Thread.author_id == person_id, visible_thread(actor))
    )
    solved = (
        select(func.count())
        .select_from(Solution)
        .join(Post, Post.id == Solution.post_id)
        .where(Post.author_id == person_id, Solution.removed_at.is_(None))
    )
    owed = (
        select(func.count())
        .select_from(Obligation)
        .where(Obligation.owed_to_id == person_id, Obligation.closed_at.is_(None))
        .where(Obligation.kind == ObligationKind.answer)
    )
    counts = session.execute(
        select(asked.scalar_subquery(), solved.scalar_subquery(), owed.scalar_subquery())
    ).one()
    return CustomerCard(
        author=author_card(person.id, person.name, None, has_profile=person.has_account),
        since=member.created_at.date() if member else None,
        address=form_of_address(_latest_words(session, person_id)),
        questions=counts[0],
        solutions=counts[1],
        open_obligations=counts[2],
        about=member.about if member else "",
        channel=None,
        history=_history(session, actor, person_id, besides),
    )


def _latest_words(session: Session, person_id: int) -> str:
    sources = session.scalars(
        select(Version.source)
        .join(PostRevision, PostRevision.version_id == Version.id)
        .join(Post, (Post.id == PostRevision.post_id) & (Post.current_revision == PostRevision.number))
        .where(Post.author_id == person_id)
        .order_by(Post.id.desc())
        .limit(5)
    )
    return "\n".join(sources)


def _history(session: Session, actor: Actor, person_id: int, besides: int | None) -> tuple[ThreadLink, ...]:
    statement = (
        select(Thread, thread_state(), Participant)
        .join(Participant, Participant.id == Thread.last_author_id)
        .where(Thread.author_id == person_id, Thread.id != (besides or 0), visible_thread(actor))
        .order_by(Thread.id.desc())
        .limit(HISTORY)
    )
    return tuple(
        ThreadLink(
            id=thread.id,
            slug=thread.slug,
            title=thread.title,
            kind=thread.kind.value,
            state=cast(State, state),
            replies=thread.answers,
            author=author_card(last.id, last.name, thread.last_badge, has_profile=last.has_account),
            at=thread.last_post_at,
        )
        for thread, state, last in session.execute(statement)
    )
