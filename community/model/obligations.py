"""Obligations: who is owed a word, since when, and what closed it."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class ObligationKind(enum.StrEnum):
    """What is owed."""

    answer = "answer"
    review = "review"
    later_reading = "later_reading"


class OpenedBy(enum.StrEnum):
    """What opened an obligation."""

    question = "question"
    follow_up = "follow_up"
    affects_me_too = "affects_me_too"
    wish = "wish"
    held_text = "held_text"
    broken_glass = "broken_glass"
    did_not_help = "did_not_help"


class ClosedBy(enum.StrEnum):
    """What closed an obligation; there is no time-out among them."""

    answered = "answered"
    accepted = "accepted"
    helped = "helped"
    withdrawn = "withdrawn"
    needs_no_answer = "needs_no_answer"
    spam = "spam"
    rejected = "rejected"
    hidden = "hidden"
    reviewed = "reviewed"
    erased = "erased"
    imported = "imported"


_STANDING = text("closed_at IS NULL")


class Obligation(Base):
    """A word owed to one person; open until a named cause closes it."""

    __tablename__ = "obligations"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closing_has_a_cause"),
        CheckConstraint(
            "closed_by NOT IN ('answered', 'accepted') OR closed_post_id IS NOT NULL",
            name="answer_names_its_post",
        ),
        CheckConstraint(
            "closed_by NOT IN ('needs_no_answer', 'spam', 'rejected', 'hidden', 'helped', 'withdrawn')"
            " OR closed_by_member_id IS NOT NULL",
            name="closing_names_a_person",
        ),
        CheckConstraint(
            "closed_by NOT IN ('needs_no_answer', 'spam', 'rejected', 'hidden') OR length(closed_reason) > 0",
            name="closing_gives_a_reason",
        ),
        CheckConstraint("kind <> 'review' OR draft_id IS NOT NULL", name="review_names_a_draft"),
        CheckConstraint(
            "kind <> 'answer' OR (thread_id IS NOT NULL AND post_id IS NOT NULL)", name="answer_names_a_post"
        ),
        Index(
            "ix_obligations_open",
            "kind",
            "due_since",
            "id",
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
        Index("ix_obligations_open_thread", "thread_id", sqlite_where=_STANDING, postgresql_where=_STANDING),
        Index("ix_obligations_thread", "thread_id", "owed_to_id"),
        Index("ix_obligations_post", "post_id"),
        Index("ix_obligations_closed_post", "closed_post_id"),
        # A post owes its writer one word, however often the request was sent.
        Index(
            "uq_obligations_cause",
            "post_id",
            "opened_by",
            unique=True,
            sqlite_where=text("opened_by <> 'did_not_help'"),
            postgresql_where=text("opened_by <> 'did_not_help'"),
        ),
        Index("uq_obligations_draft", "draft_id", "kind", unique=True),
    )

    id: Mapped[Id]
    kind: Mapped[ObligationKind] = mapped_column(enum_type(ObligationKind, "obligation_kind"))
    owed_to_id: Mapped[int] = mapped_column(to("participants.id"))
    thread_id: Mapped[int | None] = mapped_column(to("threads.id"))
    post_id: Mapped[int | None] = mapped_column(to("posts.id"))
    draft_id: Mapped[int | None] = mapped_column(to("drafts.id"))
    opened_by: Mapped[OpenedBy] = mapped_column(enum_type(OpenedBy, "opened_by"))
    opened_at: Mapped[dt.datetime]
    due_since: Mapped[dt.datetime]
    """When the person began to wait; a reopening and a review keep the first time."""
    paused_at: Mapped[dt.datetime | None]
    """Details were asked for; the clock rests until the owner posts."""
    closed_at: Mapped[dt.datetime | None]
    closed_by: Mapped[ClosedBy | None] = mapped_column(enum_type(ClosedBy, "closed_by"))
    closed_by_member_id: Mapped[int | None] = mapped_column(to("members.id"))
    closed_post_id: Mapped[int | None] = mapped_column(to("posts.id"))
    closed_reason: Mapped[str] = mapped_column(String(300), default="")


class ObligationEvent(Base):
    """What happened to an obligation, in order; append-only."""

    __tablename__ = "obligation_events"
    __table_args__ = (Index("ix_obligation_events_obligation", "obligation_id", "id"),)

    id: Mapped[Id]
    obligation_id: Mapped[int] = mapped_column(to("obligations.id"))
    what: Mapped[str] = mapped_column(String(24))
    cause: Mapped[str] = mapped_column(String(24))
    member_id: Mapped[int | None] = mapped_column(to("members.id"))
    post_id: Mapped[int | None] = mapped_column(to("posts.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[dt.datetime]
