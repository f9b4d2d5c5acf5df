"""What readers do beside deciding: notes at paragraphs, who has a draft open, and what is read only afterwards."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to
from community.model.versions import Outcome


class ReadingNote(Base):
    """A reader's note at one paragraph of one version, for staff alone; never changed. It is settled once a later
    version has that paragraph no more, which is compared when it is shown."""

    __tablename__ = "reading_notes"
    __table_args__ = (
        CheckConstraint("paragraph >= 0", name="at_a_paragraph"),
        CheckConstraint("length(body) > 0", name="says_something"),
        Index("ix_reading_notes_version", "version_id", "id"),
    )

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(to("versions.id"))
    paragraph: Mapped[int]
    """Counted from 0, as text.diff takes the version's source apart."""
    author_id: Mapped[int] = mapped_column(to("members.id"))
    body: Mapped[str] = mapped_column(String(1000))
    written_at: Mapped[dt.datetime]


class ReadingLease(Base):
    """Somebody has a draft open to read it; it fades by itself and never keeps anybody from deciding."""

    __tablename__ = "reading_leases"

    draft_id: Mapped[int] = mapped_column(to("drafts.id"), primary_key=True)
    reader_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    renewed_at: Mapped[dt.datetime]


class LaterReading(Base):
    """A text that appeared behind broken glass is owed a reader: not its editor, who approves it or replaces it."""

    __tablename__ = "later_readings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["release_id", "version_id"],
            ["releases.id", "releases.version_id"],
            name="fk_later_readings_release",
        ),
        ForeignKeyConstraint(
            ["version_id", "editor_id"],
            ["versions.id", "versions.editor_id"],
            name="fk_later_readings_version",
        ),
        ForeignKeyConstraint(
            ["reading_id", "version_id", "reader_id", "outcome_needed"],
            ["readings.id", "readings.version_id", "readings.reader_id", "readings.outcome"],
            name="fk_later_readings_reading",
        ),
        CheckConstraint("outcome_needed = 'approved'", name="only_approved"),
        CheckConstraint("reader_id <> editor_id", name="not_the_editor"),
        CheckConstraint("(closed_at IS NULL) = (reader_id IS NULL)", name="closed_by_a_reader"),
        CheckConstraint(
            "(closed_at IS NULL) = (reading_id IS NULL AND replaced_by_id IS NULL)", name="closed_with_proof"
        ),
        CheckConstraint("replaced_by_id <> release_id", name="not_its_own_replacement"),
        Index(
            "ix_later_readings_open",
            "version_id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    release_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version_id: Mapped[int]
    editor_id: Mapped[int]
    opened_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]
    reader_id: Mapped[int | None] = mapped_column(to("members.id"))
    reading_id: Mapped[int | None]
    """The approval that closed it."""
    replaced_by_id: Mapped[int | None] = mapped_column(to("releases.id"))
    """The release of the text, read by a colleague, that stands there now."""
    outcome_needed: Mapped[Outcome] = mapped_column(
        enum_type(Outcome, "outcome_needed"), default=Outcome.approved
    )
