"""What a board asks for besides the question itself, and what askers told."""

import datetime as dt
import enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class FieldKind(enum.StrEnum):
    """What may be filled in."""

    text = "text"
    choice = "choice"
    number = "number"


class ProductField(Base):
    """One thing a board asks for; retired, it is asked no more, and what was told stays."""

    __tablename__ = "product_fields"
    __table_args__ = (
        UniqueConstraint("board_id", "key"),
        CheckConstraint("length(key) BETWEEN 1 AND 40 AND length(label) BETWEEN 1 AND 60", name="named"),
    )

    id: Mapped[Id]
    board_id: Mapped[int] = mapped_column(to("boards.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    """Its name for programs and for filters."""
    label: Mapped[str] = mapped_column(String(60))
    kind: Mapped[FieldKind] = mapped_column(enum_type(FieldKind, "field_kind"))
    options: Mapped[list[Any]] = mapped_column(JSON)
    """What can be chosen, for a choice."""
    required: Mapped[bool]
    retired_at: Mapped[dt.datetime | None]


class FieldValue(Base):
    """What an asker told: on a thread, or on a question that is held and has none yet. Staff tell nothing."""

    __tablename__ = "field_values"
    __table_args__ = (
        CheckConstraint("(thread_id IS NULL) <> (draft_id IS NULL)", name="on_one_thing"),
        CheckConstraint("length(value) BETWEEN 1 AND 120", name="length"),
        Index(
            "uq_field_values_thread",
            "thread_id",
            "field_id",
            unique=True,
            sqlite_where=text("thread_id IS NOT NULL"),
            postgresql_where=text("thread_id IS NOT NULL"),
        ),
        Index(
            "uq_field_values_draft",
            "draft_id",
            "field_id",
            unique=True,
            sqlite_where=text("draft_id IS NOT NULL"),
            postgresql_where=text("draft_id IS NOT NULL"),
        ),
        Index("ix_field_values_value", "field_id", "value"),
    )

    id: Mapped[Id]
    field_id: Mapped[int] = mapped_column(to("product_fields.id"))
    thread_id: Mapped[int | None] = mapped_column(to("threads.id"))
    draft_id: Mapped[int | None] = mapped_column(to("drafts.id"))
    value: Mapped[str] = mapped_column(String(120))
