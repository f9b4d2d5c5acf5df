"""Reading rules: how many readers a text of the staff needs, by where it goes and what it says."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, to

KINDS = ("reply", "edit", "discussion", "announcement", "article")
"""What a rule can be about: an answer, a change of something published, or a thread the staff open."""


class ReadingRule(Base):
    """One rule; what it asks never changes, so that a release that names it stays true. It is retired instead."""

    __tablename__ = "reading_rules"
    __table_args__ = (
        CheckConstraint("length(name) > 0", name="has_a_name"),
        CheckConstraint("readers BETWEEN 0 AND 2", name="readers"),
        CheckConstraint(
            "kind IN ('', 'reply', 'edit', 'discussion', 'announcement', 'article')", name="kind"
        ),
        # A word or a tag is the author's own choice: nobody may write their way past the readers.
        CheckConstraint("readers > 0 OR (words = '' AND tag_id IS NULL)", name="no_words_past_readers"),
        CheckConstraint("(retired_at IS NULL) = (retired_by_id IS NULL)", name="retired_by_somebody"),
        Index(
            "uq_reading_rules_name",
            "name",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    position: Mapped[int]
    """The order in which rules are shown; of two as strict, the first is named."""
    name: Mapped[str] = mapped_column(String(60))
    readers: Mapped[int]
    board_id: Mapped[int | None] = mapped_column(to("boards.id"))
    """Also the boards below it. None: every board."""
    tag_id: Mapped[int | None] = mapped_column(to("tags.id"))
    words: Mapped[str] = mapped_column(String(500), default="")
    """Separated by commas; one of them, also inside a longer word, is enough. Empty: whatever it says."""
    kind: Mapped[str] = mapped_column(String(24), default="")
    made_by_id: Mapped[int] = mapped_column(to("members.id"))
    made_at: Mapped[dt.datetime]
    retired_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    retired_at: Mapped[dt.datetime | None]
