"""Images and files: what is known of them; their content lies where settings say, under their public id."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class UploadKind(enum.StrEnum):
    """How an upload is shown: as an image in the text, or as a row to fetch it by."""

    image = "image"
    file = "file"


class Upload(Base):
    """Something a member uploaded; never changed, as readers approve it, and deleted where nothing carries it."""

    __tablename__ = "uploads"
    __table_args__ = (
        UniqueConstraint("public_id"),
        CheckConstraint("(kind = 'image') = (width IS NOT NULL)", name="image_has_width"),
        CheckConstraint("(width IS NULL) = (height IS NULL)", name="width_and_height"),
        CheckConstraint("bytes > 0", name="not_empty"),
        Index("ix_uploads_owner", "owner_id", "created_at"),
        Index("ix_uploads_created", "created_at"),
    )

    id: Mapped[Id]
    public_id: Mapped[str] = mapped_column(String(22))
    """Random; names it in addresses, in texts and where its content is kept."""
    owner_id: Mapped[int] = mapped_column(to("participants.id"))
    kind: Mapped[UploadKind] = mapped_column(enum_type(UploadKind, "upload_kind"))
    media_type: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(100))
    """As its owner called it, cleaned."""
    bytes: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the content that is kept."""
    created_at: Mapped[dt.datetime]


class VersionUpload(Base):
    """An upload that a version carries; part of what its reader approves, so sealed with the first reading."""

    __tablename__ = "version_uploads"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        CheckConstraint("position BETWEEN 1 AND 10", name="position"),
        Index("ix_version_uploads_upload", "upload_id"),
    )

    version_id: Mapped[int] = mapped_column(to("versions.id"), primary_key=True)
    upload_id: Mapped[int] = mapped_column(to("uploads.id"), primary_key=True)
    position: Mapped[int]
