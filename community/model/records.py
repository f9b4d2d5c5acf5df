"""What is kept about what was done: audit log, outbox, submissions, notifications, settings, imports."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, to


class AuditEntry(Base):
    """One sensitive act; append-only by trigger."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_target", "target_type", "target_id"),)

    id: Mapped[Id]
    at: Mapped[dt.datetime]
    actor_id: Mapped[int | None] = mapped_column(to("members.id"))
    act: Mapped[str] = mapped_column(String(60))
    target_type: Mapped[str] = mapped_column(String(24))
    target_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


class OutboxRow(Base):
    """A fact written with the change it tells of; effects follow it, repeatable, until it is done."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "id",
            sqlite_where=text("done_at IS NULL AND dead_at IS NULL"),
            postgresql_where=text("done_at IS NULL AND dead_at IS NULL"),
        ),
        Index(
            "ix_outbox_dead",
            "id",
            sqlite_where=text("dead_at IS NOT NULL"),
            postgresql_where=text("dead_at IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    event: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[dt.datetime]
    available_at: Mapped[dt.datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[dt.datetime | None]
    dead_at: Mapped[dt.datetime | None]
    error: Mapped[str] = mapped_column(String(300), default="")


class Submission(Base):
    """A form sent once; sent again with the same key, it answers with the first one's address."""

    __tablename__ = "submissions"

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    thread_id: Mapped[int | None] = mapped_column(to("threads.id"))
    post_id: Mapped[int | None] = mapped_column(to("posts.id"))
    draft_id: Mapped[int | None] = mapped_column(to("drafts.id"))
    created_at: Mapped[dt.datetime]


class Composition(Base):
    """A text a guest writes before signing in; kept for the browser that holds its secret, for a week."""

    __tablename__ = "compositions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[dt.datetime]
    """When this was written; what is kept in its place is a text of its own."""


class Notification(Base):
    """Something a member should know; its words are made when it is read, so it can betray nothing."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("member_id", "dedup"),
        Index("ix_notifications_member", "member_id", "id"),
        CheckConstraint(
            "kind IN ('reply', 'solution', 'solution_proposed', 'did_not_help', 'returned', 'needs_no_answer',"
            " 'rejected', 'mention', 'followed', 'hidden', 'unhidden', 'reminder', 'locked',"
            " 'answered_by_team', 'solution_gone')",
            name="kind",
        ),
    )

    id: Mapped[Id]
    member_id: Mapped[int] = mapped_column(to("members.id"))
    kind: Mapped[str] = mapped_column(String(24))
    thread_id: Mapped[int | None] = mapped_column(to("threads.id"))
    post_id: Mapped[int | None] = mapped_column(to("posts.id"))
    draft_id: Mapped[int | None] = mapped_column(to("drafts.id"))
    dedup: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime | None]


class SiteSetting(Base):
    """One setting of the place, changed in the browser."""

    __tablename__ = "site_settings"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    changed_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    changed_at: Mapped[dt.datetime]


class ImportedRow(Base):
    """Where a row of another system went; it makes an import resumable and old ids resolvable."""

    __tablename__ = "imported_rows"
    __table_args__ = (
        Index("ix_imported_rows_thread", "thread_id"),
        Index("ix_imported_rows_post", "post_id"),
    )

    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    participant_id: Mapped[int | None] = mapped_column(to("participants.id"))
    thread_id: Mapped[int | None] = mapped_column(to("threads.id"))
    post_id: Mapped[int | None] = mapped_column(to("posts.id"))
