"""Versions and their proof: who read exactly which words, and on what ground they were released."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class Version(Base):
    """One state of a text with everything a reader approves; a trigger keeps it from ever changing."""

    __tablename__ = "versions"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        UniqueConstraint("id", "editor_id"),
        UniqueConstraint("id", "by_staff"),
        UniqueConstraint("id", "draft_id"),
        UniqueConstraint("id", "title"),
    )

    id: Mapped[Id]
    draft_id: Mapped[int | None] = mapped_column(to("drafts.id"))
    """None: published at once (a customer's post) or imported."""
    number: Mapped[int]
    editor_id: Mapped[int] = mapped_column(to("participants.id"))
    by_staff: Mapped[bool]
    title: Mapped[str | None] = mapped_column(String(150))
    """Set where the text opens a thread."""
    source: Mapped[str]
    html: Mapped[str]
    excerpt: Mapped[str] = mapped_column(String(200))
    """The first words as plain text, for lists."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 over what was read: what a reader sees."""
    board_id: Mapped[int] = mapped_column(to("boards.id"))
    thread_id: Mapped[int | None] = mapped_column(to("threads.id"))
    post_id: Mapped[int | None] = mapped_column(to("posts.id", name="fk_versions_post", use_alter=True))
    asks_details: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime]


class VersionObligation(Base):
    """An obligation that a version answers once it is published."""

    __tablename__ = "version_obligations"
    __table_args__ = (Index("ix_version_obligations_obligation", "obligation_id"),)

    version_id: Mapped[int] = mapped_column(to("versions.id"), primary_key=True)
    obligation_id: Mapped[int] = mapped_column(to("obligations.id"), primary_key=True)


class VersionTag(Base):
    """A tag that a version's thread gets once it is published."""

    __tablename__ = "version_tags"

    version_id: Mapped[int] = mapped_column(to("versions.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(to("tags.id"), primary_key=True)


class Outcome(enum.StrEnum):
    """What a reader decided."""

    approved = "approved"
    returned = "returned"


class Reading(Base):
    """One reader's decision on one version; never its editor's, never two of one reader, never changed."""

    __tablename__ = "readings"
    __table_args__ = (
        # The composite key makes the copied editor true, so that the CHECK can compare.
        ForeignKeyConstraint(
            ["version_id", "editor_id"], ["versions.id", "versions.editor_id"], name="fk_readings_version"
        ),
        CheckConstraint("reader_id <> editor_id", name="not_the_editor"),
        CheckConstraint("outcome = 'approved' OR length(comment) > 0", name="return_has_a_comment"),
        UniqueConstraint("version_id", "reader_id"),
        UniqueConstraint("id", "version_id", "reader_id", "outcome"),
    )

    id: Mapped[Id]
    version_id: Mapped[int]
    editor_id: Mapped[int]
    reader_id: Mapped[int] = mapped_column(to("members.id"))
    outcome: Mapped[Outcome] = mapped_column(enum_type(Outcome, "outcome"))
    comment: Mapped[str] = mapped_column(default="")
    read_at: Mapped[dt.datetime]


class ReleaseKind(enum.StrEnum):
    """On what ground a text was let out."""

    read = "read"
    none_required = "none_required"
    break_glass = "break_glass"
    imported = "imported"


class Release(Base):
    """The permission to publish exactly one version, with its proof; one a version and one a draft."""

    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("version_id"),
        UniqueConstraint("draft_id"),
        UniqueConstraint("id", "version_id"),
        ForeignKeyConstraint(
            ["version_id", "draft_id"], ["versions.id", "versions.draft_id"], name="fk_releases_version_draft"
        ),
        ForeignKeyConstraint(
            ["first_reading_id", "version_id", "first_reader_id", "outcome_needed"],
            ["readings.id", "readings.version_id", "readings.reader_id", "readings.outcome"],
            name="fk_releases_first_reading",
        ),
        ForeignKeyConstraint(
            ["second_reading_id", "version_id", "second_reader_id", "outcome_needed"],
            ["readings.id", "readings.version_id", "readings.reader_id", "readings.outcome"],
            name="fk_releases_second_reading",
        ),
        CheckConstraint("outcome_needed = 'approved'", name="only_approved"),
        CheckConstraint("(first_reading_id IS NULL) = (first_reader_id IS NULL)", name="first_reader_named"),
        CheckConstraint(
            "(second_reading_id IS NULL) = (second_reader_id IS NULL)", name="second_reader_named"
        ),
        CheckConstraint("first_reader_id <> second_reader_id", name="readers_differ"),
        CheckConstraint("(kind = 'imported') = (draft_id IS NULL)", name="draft_unless_imported"),
        CheckConstraint(
            "kind <> 'read' OR (readers_required = 1 AND first_reading_id IS NOT NULL AND second_reading_id IS NULL)"
            " OR (readers_required = 2 AND first_reading_id IS NOT NULL AND second_reading_id IS NOT NULL)",
            name="read_by_as_many_as_required",
        ),
        CheckConstraint(
            "kind = 'read' OR (first_reading_id IS NULL AND second_reading_id IS NULL)",
            name="unread_names_no_reader",
        ),
        CheckConstraint("kind <> 'none_required' OR readers_required = 0", name="none_required"),
        CheckConstraint("kind <> 'break_glass' OR length(reason) > 0", name="broken_glass_has_a_reason"),
    )

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(to("versions.id"))
    draft_id: Mapped[int | None]
    kind: Mapped[ReleaseKind] = mapped_column(enum_type(ReleaseKind, "release_kind"))
    readers_required: Mapped[int]
    rule: Mapped[str] = mapped_column(String(120))
    """The rule in force at release, in words an auditor understands."""
    outcome_needed: Mapped[Outcome] = mapped_column(
        enum_type(Outcome, "outcome_needed"), default=Outcome.approved
    )
    first_reading_id: Mapped[int | None]
    first_reader_id: Mapped[int | None]
    second_reading_id: Mapped[int | None]
    second_reader_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    released_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    """None: an import."""
    released_at: Mapped[dt.datetime]


class Redaction(Base):
    """The one exception to a version's immutability: text taken out for good, by whom and why."""

    __tablename__ = "redactions"

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(to("versions.id"))
    redacted_by_id: Mapped[int] = mapped_column(to("members.id"))
    reason: Mapped[str] = mapped_column(String(300))
    redacted_at: Mapped[dt.datetime]
