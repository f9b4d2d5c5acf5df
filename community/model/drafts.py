"""Drafts: texts not yet published, which nobody outside the staff can read."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class DraftKind(enum.StrEnum):
    """What becomes of a draft when it is released."""

    reply = "reply"
    thread = "thread"
    edit = "edit"


class DraftState(enum.StrEnum):
    """Where a draft stands; the last three are final."""

    awaiting_reader = "awaiting_reader"
    returned = "returned"
    held = "held"
    published = "published"
    withdrawn = "withdrawn"
    rejected = "rejected"


OPEN_STATES = (DraftState.awaiting_reader, DraftState.returned, DraftState.held)


class Draft(Base):
    """A text on its way: its versions hold the words, its author and badge are frozen at submission."""

    __tablename__ = "drafts"
    __table_args__ = (
        CheckConstraint("by_staff = (badge IS NOT NULL)", name="badge_is_staff"),
        CheckConstraint("(kind = 'edit') = (post_id IS NOT NULL)", name="edit_has_post"),
        CheckConstraint("(kind = 'thread') = (thread_id IS NULL)", name="thread_is_new"),
        CheckConstraint("state <> 'held' OR NOT by_staff", name="held_is_a_customers"),
        CheckConstraint("held_because IN ('', 'board', 'first_post', 'links')", name="held_because"),
        Index("ix_drafts_open", "state", "submitted_at"),
        Index("ix_drafts_author", "author_id", "state"),
        Index("ix_drafts_thread", "thread_id"),
        # A text edited in two drafts at once would lose one of them. A customer is not told that the staff has one
        # open: of theirs and the staff's, the one that is let out later is refused.
        Index(
            "uq_drafts_open_edit",
            "post_id",
            "by_staff",
            unique=True,
            sqlite_where=text("post_id IS NOT NULL AND state IN ('awaiting_reader', 'returned', 'held')"),
            postgresql_where=text("post_id IS NOT NULL AND state IN ('awaiting_reader', 'returned', 'held')"),
        ),
    )

    id: Mapped[Id]
    kind: Mapped[DraftKind] = mapped_column(enum_type(DraftKind, "draft_kind"))
    state: Mapped[DraftState] = mapped_column(enum_type(DraftState, "draft_state"))
    author_id: Mapped[int] = mapped_column(to("participants.id"))
    by_staff: Mapped[bool]
    badge: Mapped[str | None] = mapped_column(String(60))
    board_id: Mapped[int] = mapped_column(to("boards.id"))
    thread_id: Mapped[int | None] = mapped_column(to("threads.id"))
    post_id: Mapped[int | None] = mapped_column(to("posts.id", name="fk_drafts_post", use_alter=True))
    thread_kind: Mapped[str] = mapped_column(String(24))
    needs: Mapped[str] = mapped_column(String(24), default="")
    """What a held text asks for once published: 'answer' opens an obligation, '' does not."""
    board_unknown: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A held question whose asker did not know where it belongs."""
    unmailed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """A held question whose asker wants no mails about it."""
    versions_made: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[dt.datetime]
    submitted_at: Mapped[dt.datetime]
    held_because: Mapped[str] = mapped_column(String(24), default="", server_default="")
    """Why a customer's text was held: board, first_post or links; '' for a text of staff."""
    decided_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    decision: Mapped[str] = mapped_column(String(300), default="")
    """Why it was rejected or withdrawn."""


class Note(Base):
    """Talk among staff in a thread; a table of its own, so that it can never be published."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_thread", "thread_id", "id"),)

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(to("threads.id"))
    author_id: Mapped[int] = mapped_column(to("members.id"))
    source: Mapped[str]
    html: Mapped[str]
    created_at: Mapped[dt.datetime]
