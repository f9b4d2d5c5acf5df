"""Threads, their tags and their closures."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class ThreadKind(enum.StrEnum):
    """What a thread is for."""

    question = "question"
    discussion = "discussion"
    idea = "idea"
    announcement = "announcement"
    article = "article"


class Thread(Base):
    """A question and all that follows; the counters count what the board's readers can see."""

    __tablename__ = "threads"
    __table_args__ = (
        Index("ix_threads_board_last", "board_id", "last_post_at", "id", "kind"),
        Index("ix_threads_last", "last_post_at", "id"),
        Index("ix_threads_author", "author_id", "id"),
        Index(
            "ix_threads_unanswered",
            "last_post_at",
            "id",
            sqlite_where=text("other_reply_count = 0"),
            postgresql_where=text("other_reply_count = 0"),
        ),
        Index(
            "ix_threads_news",
            "created_at",
            "id",
            sqlite_where=text("kind IN ('announcement', 'article')"),
            postgresql_where=text("kind IN ('announcement', 'article')"),
        ),
        ForeignKeyConstraint(
            ["title_version_id", "title"],
            ["versions.id", "versions.title"],
            name="fk_threads_title",
            onupdate="CASCADE",
            use_alter=True,
        ),
        ForeignKeyConstraint(
            ["title_version_id", "title_by_staff"],
            ["versions.id", "versions.by_staff"],
            name="fk_threads_title_by_staff",
            use_alter=True,
        ),
        ForeignKeyConstraint(
            ["title_release_id", "title_version_id"],
            ["releases.id", "releases.version_id"],
            name="fk_threads_title_release",
            use_alter=True,
        ),
        CheckConstraint("NOT title_by_staff OR title_release_id IS NOT NULL", name="staff_title_is_released"),
        CheckConstraint("reply_count >= 0 AND staff_reply_count >= 0", name="counts"),
    )

    id: Mapped[Id]
    kind: Mapped[ThreadKind] = mapped_column(enum_type(ThreadKind, "thread_kind"))
    board_id: Mapped[int] = mapped_column(to("boards.id"))
    author_id: Mapped[int] = mapped_column(to("participants.id"))
    title: Mapped[str] = mapped_column(String(150))
    title_version_id: Mapped[int]
    """The version the title was read in; the foreign key keeps the copy equal to it."""
    title_by_staff: Mapped[bool]
    title_release_id: Mapped[int | None]
    board_unknown: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Its asker did not know where it belongs; the board is the one for such questions until the team moves it."""
    slug: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[dt.datetime]
    numbers_given: Mapped[int] = mapped_column(default=0)
    """How many posts ever got a number here; the next one gets one more."""
    reply_count: Mapped[int] = mapped_column(default=0)
    staff_reply_count: Mapped[int] = mapped_column(default=0)
    other_reply_count: Mapped[int] = mapped_column(default=0)
    """Replies by somebody other than the asker; the first of them answers the thread."""
    affected_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """Members who have the problem too."""
    view_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """Readers of the days that are over, each day's counted once."""
    last_post_at: Mapped[dt.datetime]
    last_author_id: Mapped[int] = mapped_column(to("participants.id"))
    last_badge: Mapped[str | None] = mapped_column(String(60))

    @property
    def answers(self) -> int:
        """How many replies pages count: of a question those by others than the asker, of all else every one."""
        return self.other_reply_count if self.kind is ThreadKind.question else self.reply_count


class ThreadTag(Base):
    """A tag on a thread."""

    __tablename__ = "thread_tags"
    __table_args__ = (Index("ix_thread_tags_tag", "tag_id", "thread_id"),)

    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(to("tags.id"), primary_key=True)


CAME_LOCKED, CAME_CLOSED = "Locked", "Closed"
"""Reasons of closures that came with an import and without a reason; pages say it in words of their own."""


class Closure(Base):
    """A thread closed to replies by a named person; lifting it keeps the row."""

    __tablename__ = "closures"
    __table_args__ = (
        Index("ix_closures_thread", "thread_id"),
        Index(
            "uq_closures_standing",
            "thread_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(to("threads.id"))
    closed_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    """None: it came closed with an import."""
    reason: Mapped[str] = mapped_column(String(300))
    closed_at: Mapped[dt.datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    lifted_at: Mapped[dt.datetime | None]


class KnownIssue(Base):
    """An announcement of something that does not work at the moment; ending it keeps the row."""

    __tablename__ = "known_issues"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended"),
        Index("ix_known_issues_thread", "thread_id"),
        Index(
            "uq_known_issues_standing",
            "thread_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(to("threads.id"))
    begun_by_id: Mapped[int] = mapped_column(to("members.id"))
    begun_at: Mapped[dt.datetime]
    ended_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    ended_at: Mapped[dt.datetime | None]


class DetailsRequest(Base):
    """Staff asked for missing details in a published post; it stands until the asker posts."""

    __tablename__ = "details_requests"
    __table_args__ = (
        Index("ix_details_requests_thread", "thread_id"),
        Index(
            "uq_details_requests_standing",
            "thread_id",
            unique=True,
            sqlite_where=text("met_at IS NULL"),
            postgresql_where=text("met_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(to("threads.id"))
    post_id: Mapped[int] = mapped_column(to("posts.id"))
    requested_at: Mapped[dt.datetime]
    met_at: Mapped[dt.datetime | None]
