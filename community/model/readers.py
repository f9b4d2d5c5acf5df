"""What readers leave behind: what they saw, follow, keep and found helpful, and whom they ignore."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, enum_type, to


class Following(enum.StrEnum):
    """Why somebody follows a thread, or that they do not want to."""

    wrote = "wrote"
    affected = "affected"
    chosen = "chosen"
    off = "off"


class ThreadVisit(Base):
    """How far a member has read a thread."""

    __tablename__ = "thread_visits"

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
    number: Mapped[int]
    """The last post they saw."""
    read_until: Mapped[dt.datetime]
    """When that post was written: what is younger is new to them."""
    visited_at: Mapped[dt.datetime]


class BoardVisit(Base):
    """When a member said that they have read all of a board."""

    __tablename__ = "board_visits"

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    board_id: Mapped[int] = mapped_column(to("boards.id"), primary_key=True)
    read_until: Mapped[dt.datetime]


class ViewSalt(Base):
    """What the readers of one day are hashed with; thrown away with the day, so that no hash leads back."""

    __tablename__ = "view_salts"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))


class ThreadView(Base):
    """One reader of a thread on one day, until the day is counted."""

    __tablename__ = "thread_views"
    __table_args__ = (Index("ix_thread_views_day", "day", "thread_id"),)

    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    reader: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Hash of address and browser, or of the account, with the day's salt."""


class Bookmark(Base):
    """A post a member keeps; the question stands for its thread."""

    __tablename__ = "bookmarks"
    __table_args__ = (Index("ix_bookmarks_member", "member_id", "kept_at"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(to("posts.id"), primary_key=True)
    kept_at: Mapped[dt.datetime]


class ThreadFollow(Base):
    """A thread a member follows, and why; `off` outlives their next post in it."""

    __tablename__ = "thread_follows"
    __table_args__ = (Index("ix_thread_follows_thread", "thread_id", "following"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
    following: Mapped[Following] = mapped_column(enum_type(Following, "following"))
    since: Mapped[dt.datetime]


class BoardFollow(Base):
    """A board a member follows."""

    __tablename__ = "board_follows"
    __table_args__ = (Index("ix_board_follows_board", "board_id"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    board_id: Mapped[int] = mapped_column(to("boards.id"), primary_key=True)
    since: Mapped[dt.datetime]


class TagFollow(Base):
    """A tag a member follows."""

    __tablename__ = "tag_follows"
    __table_args__ = (Index("ix_tag_follows_tag", "tag_id"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(to("tags.id"), primary_key=True)
    since: Mapped[dt.datetime]


class Affected(Base):
    """A member has the problem of a question too; counted in `threads.affected_count`."""

    __tablename__ = "affected"
    __table_args__ = (Index("ix_affected_thread", "thread_id"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True)
    since: Mapped[dt.datetime]


class HelpfulVote(Base):
    """A member found a post helpful; counted in `posts.score`."""

    __tablename__ = "helpful_votes"
    __table_args__ = (Index("ix_helpful_votes_post", "post_id"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(to("posts.id"), primary_key=True)
    voted_at: Mapped[dt.datetime]


class Ignored(Base):
    """A member folds what another one writes, and is told nothing of it."""

    __tablename__ = "ignored"
    __table_args__ = (CheckConstraint("member_id <> ignored_id", name="somebody_else"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    ignored_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    since: Mapped[dt.datetime]
