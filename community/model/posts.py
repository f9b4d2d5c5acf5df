"""Posts: what people outside the staff can read, each showing the version its live revision names."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, to


class Post(Base):
    """A published text; it keeps no words itself, so none can differ from the version that was read."""

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("thread_id", "number"),
        UniqueConstraint("id", "thread_id", "number"),
        UniqueConstraint("id", "by_staff"),
        UniqueConstraint("draft_id"),
        # The live text must be a revision of this very post, proven by its release if staff wrote it.
        ForeignKeyConstraint(
            ["id", "current_revision"],
            ["post_revisions.post_id", "post_revisions.number"],
            name="fk_posts_current_revision",
            use_alter=True,
            deferrable=True,
            initially="DEFERRED",
        ),
        CheckConstraint("by_staff = (badge IS NOT NULL)", name="badge_is_staff"),
        CheckConstraint(
            "number > 1 OR (number = 1 AND place IS NOT NULL AND place = 1)", name="question_comes_first"
        ),
        Index("uq_posts_thread_place", "thread_id", "place", unique=True),
        Index("ix_posts_author", "author_id", "id"),
    )

    # The key that closes the circle refers with it, so that it has to say that it counts by itself.
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    thread_id: Mapped[int] = mapped_column(to("threads.id"))
    number: Mapped[int]
    """1 for the question, then in order of publication, never reused."""
    place: Mapped[int | None]
    """Dense position among the posts that are not hidden; pages are cut by it. None: hidden."""
    author_id: Mapped[int] = mapped_column(to("participants.id"))
    by_staff: Mapped[bool]
    badge: Mapped[str | None] = mapped_column(String(60))
    """The team's name as it was at submission; the badge outlives a change of role."""
    draft_id: Mapped[int | None] = mapped_column(to("drafts.id"))
    current_revision: Mapped[int]
    created_at: Mapped[dt.datetime]
    score: Mapped[int] = mapped_column(default=0)
    """The score it came with and one for each helpful vote."""
    imported_score: Mapped[int] = mapped_column(default=0, server_default="0")
    """What it came with from another system; votes never touch it."""


class PostRevision(Base):
    """One state of a post's text; a revision staff wrote exists only with the release of exactly its version."""

    __tablename__ = "post_revisions"
    __table_args__ = (
        UniqueConstraint("version_id"),
        ForeignKeyConstraint(
            ["post_id", "post_by_staff"], ["posts.id", "posts.by_staff"], name="fk_post_revisions_post"
        ),
        ForeignKeyConstraint(
            ["version_id", "by_staff"], ["versions.id", "versions.by_staff"], name="fk_post_revisions_version"
        ),
        ForeignKeyConstraint(
            ["release_id", "version_id"],
            ["releases.id", "releases.version_id"],
            name="fk_post_revisions_release",
        ),
        CheckConstraint("NOT by_staff OR release_id IS NOT NULL", name="staff_text_is_released"),
        CheckConstraint("NOT post_by_staff OR by_staff", name="staff_post_has_staff_text"),
    )

    post_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    post_by_staff: Mapped[bool]
    version_id: Mapped[int]
    by_staff: Mapped[bool]
    release_id: Mapped[int | None]
    created_at: Mapped[dt.datetime]


class Hiding(Base):
    """A post taken out of sight by moderation or by its author; lifting it keeps the row."""

    __tablename__ = "hidings"
    __table_args__ = (
        Index(
            "uq_hidings_standing",
            "post_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
        Index("ix_hidings_post", "post_id", "id"),
        Index(
            "ix_hidings_thread",
            "thread_id",
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
        ForeignKeyConstraint(
            ["post_id", "of_thread_id", "post_number"],
            ["posts.id", "posts.thread_id", "posts.number"],
            name="fk_hidings_post",
            onupdate="CASCADE",
        ),
        CheckConstraint("(thread_id IS NULL) = (post_number > 1)", name="question_hides_thread"),
        CheckConstraint("thread_id IS NULL OR thread_id = of_thread_id", name="same_thread"),
        CheckConstraint("kind IN ('hidden', 'deleted', 'withdrawn')", name="kind"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
    )

    id: Mapped[Id]
    post_id: Mapped[int]
    of_thread_id: Mapped[int]
    post_number: Mapped[int]
    thread_id: Mapped[int | None]
    """Set when the post is the question: then the whole thread is out of sight."""
    kind: Mapped[str] = mapped_column(String(24))
    reason: Mapped[str] = mapped_column(String(300))
    hidden_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    """None: it came hidden with an import."""
    hidden_at: Mapped[dt.datetime]
    lifted_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    lifted_at: Mapped[dt.datetime | None]


class Solution(Base):
    """A post marked as the solution; at most one stands unless the board allows several."""

    __tablename__ = "solutions"
    __table_args__ = (
        Index(
            "uq_solutions_exclusive",
            "thread_id",
            unique=True,
            sqlite_where=text("exclusive AND removed_at IS NULL"),
            postgresql_where=text("exclusive AND removed_at IS NULL"),
        ),
        Index(
            "uq_solutions_post",
            "post_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index("ix_solutions_thread", "thread_id"),
        Index(
            "ix_solutions_standing",
            "marked_at",
            "id",
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(
            "ix_solutions_proposed",
            "marked_at",
            sqlite_where=text("confirmed_at IS NULL AND removed_at IS NULL"),
            postgresql_where=text("confirmed_at IS NULL AND removed_at IS NULL"),
        ),
        ForeignKeyConstraint(
            ["post_id", "thread_id", "post_number"],
            ["posts.id", "posts.thread_id", "posts.number"],
            name="fk_solutions_post",
            onupdate="CASCADE",
        ),
        CheckConstraint("post_number > 1", name="not_the_question"),
        CheckConstraint("(removed_at IS NULL) = (removal IS NULL)", name="removal_has_cause"),
        CheckConstraint(
            "removal IS NULL OR removal IN ('removed', 'did_not_help', 'hidden')", name="removal"
        ),
    )

    id: Mapped[Id]
    thread_id: Mapped[int]
    post_id: Mapped[int]
    post_number: Mapped[int]
    exclusive: Mapped[bool]
    marked_by_id: Mapped[int | None] = mapped_column(to("participants.id"))
    marked_at: Mapped[dt.datetime]
    confirmed_at: Mapped[dt.datetime | None]
    """None: proposed by staff or a helper, the asker has not confirmed it yet."""
    removed_at: Mapped[dt.datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    removal: Mapped[str | None] = mapped_column(String(24))


class SolutionLock(Base):
    """A moderator fixed which solution stands in a thread; while the row is there, triggers refuse every change."""

    __tablename__ = "solution_locks"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason_given"),)

    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
    locked_by_id: Mapped[int] = mapped_column(to("members.id"))
    reason: Mapped[str] = mapped_column(String(300))
    locked_at: Mapped[dt.datetime]


class SolutionReminder(Base):
    """The asker was reminded to mark what helped; the key lets it happen once in a thread."""

    __tablename__ = "solution_reminders"

    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(to("members.id"))
    reminded_at: Mapped[dt.datetime]
