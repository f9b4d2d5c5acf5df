"""What stands beside a thread, found by the worker: the page of a thread only reads it."""

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, to


class SimilarThread(Base):
    """A thread like another one; whether a reader sees it is asked when it is shown."""

    __tablename__ = "similar_threads"
    # Few and small, and read together: on SQLite they lie in the index that they are found by.
    __table_args__ = (
        CheckConstraint("similar_id <> thread_id", name="another"),
        {"sqlite_with_rowid": False},
    )

    thread_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True, autoincrement=False)
    similar_id: Mapped[int] = mapped_column(to("threads.id"), primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(SmallInteger)
    """Counted from 0, the likest first."""


class SimilarDue(Base):
    """The worker has to look for what is like a thread; twice where that came up again while it was looking."""

    __tablename__ = "similar_due"
    # An id that is given out again would be struck as done with the look before.
    __table_args__ = (Index("ix_similar_due_thread", "thread_id"), {"sqlite_autoincrement": True})

    id: Mapped[Id]
    thread_id: Mapped[int] = mapped_column(to("threads.id"))
    spreads: Mapped[bool]
    """What is like it is looked at as well: it is new to them, or another one than it was."""
