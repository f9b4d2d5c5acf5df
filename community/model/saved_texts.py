"""Texts kept while they are written."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, to


class SavedText(Base):
    """What a member is writing for one place and has not sent; nobody else ever reads it."""

    __tablename__ = "saved_texts"
    __table_args__ = (Index("ix_saved_texts_updated", "updated_at"),)

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(24), primary_key=True)
    """ask, reply:<thread>, edit:<post>, answer:<thread> (the desk's) or draft:<draft>."""
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[dt.datetime]
