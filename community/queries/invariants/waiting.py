"""Nobody left waiting: every question has its obligation, and each open one can be answered."""

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from community.model.drafts import Draft, DraftState
from community.model.obligations import ClosedBy, Obligation, ObligationKind, OpenedBy
from community.model.posts import Hiding, Post
from community.model.threads import Thread, ThreadKind


def questions_without_obligation() -> Select[int]:
    """Questions that never owed anybody an answer."""
    owed = exists().where(
        Obligation.thread_id == Thread.id,
        Obligation.kind == ObligationKind.answer,
        Obligation.opened_by == OpenedBy.question,
    )
    return select(Thread.id).where(Thread.kind == ThreadKind.question, ~owed)


def obligations_out_of_sight() -> Select[int]:
    """Open obligations to answer a post that nobody but staff can see, or that is of another thread."""
    return (
        select(Obligation.id)
        .join(Post, Post.id == Obligation.post_id)
        .where(
            Obligation.kind == ObligationKind.answer,
            Obligation.closed_at.is_(None),
            or_(Post.place.is_(None), hidden_thread(Post.thread_id), Post.thread_id != Obligation.thread_id),
        )
    )


def answers_out_of_sight() -> Select[int]:
    """Obligations closed by an answer that is hidden by now, though the post they are owed for is not."""
    owed, answer = aliased(Post), aliased(Post)
    return (
        select(Obligation.id)
        .join(owed, owed.id == Obligation.post_id)
        .join(answer, answer.id == Obligation.closed_post_id)
        .where(
            Obligation.closed_by.in_([ClosedBy.answered, ClosedBy.accepted]),
            answer.place.is_(None),
            owed.place.is_not(None),
            ~hidden_thread(owed.thread_id),
        )
    )


def reviews_without_held_text() -> Select[int]:
    """Open reviews of a text that is not held."""
    return (
        select(Obligation.id)
        .join(Draft, Draft.id == Obligation.draft_id)
        .where(
            Obligation.kind == ObligationKind.review,
            Obligation.closed_at.is_(None),
            Draft.state != DraftState.held,
        )
    )


def held_texts_without_review() -> Select[int]:
    """Held texts that nobody is asked to review."""
    review = exists().where(
        Obligation.draft_id == Draft.id,
        Obligation.kind == ObligationKind.review,
        Obligation.closed_at.is_(None),
    )
    return select(Draft.id).where(Draft.state == DraftState.held, ~review)


def hidden_thread(thread_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Say whether the whole thread is out of sight."""
    return exists().where(Hiding.thread_id == thread_id, Hiding.lifted_at.is_(None))
