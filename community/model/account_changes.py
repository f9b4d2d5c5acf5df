"""What members change about their account step by step, and which mails they want."""

import datetime as dt
import enum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, enum_type, to


class EmailChange(Base):
    """A new mail address that waits until both the old and the new one have confirmed it; one at a time."""

    __tablename__ = "email_changes"

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True, autoincrement=False)
    email: Mapped[str] = mapped_column(String(254))
    old_confirmed_at: Mapped[dt.datetime | None]
    new_confirmed_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]


class MailKind(enum.StrEnum):
    """What mails are about, as members choose them."""

    replies = "replies"
    mentions = "mentions"
    solutions = "solutions"
    reminders = "reminders"


class UnwantedMail(Base):
    """A kind of mail a member does not want."""

    __tablename__ = "unwanted_mails"

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    kind: Mapped[MailKind] = mapped_column(enum_type(MailKind, "kind"), primary_key=True)


class MutedThread(Base):
    """A thread a member wants no more mails of."""

    __tablename__ = "muted_threads"
    __table_args__ = (Index("ix_muted_threads_thread", "thread_id"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
