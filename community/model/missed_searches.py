"""Searches that found nothing."""

import datetime as dt

from sqlalchemy import CheckConstraint, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base


class MissedSearch(Base):
    """Words that found nothing on a day, and how often; nothing about who looked for them."""

    __tablename__ = "missed_searches"
    __table_args__ = (
        CheckConstraint("count > 0", name="count"),
        Index("ix_missed_searches_day", "day"),
    )

    words: Mapped[str] = mapped_column(String(80), primary_key=True)
    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    count: Mapped[int] = mapped_column(default=1)
