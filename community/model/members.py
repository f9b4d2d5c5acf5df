"""People: everybody who wrote (participants), and those of them with an account (members)."""

import datetime as dt
import enum

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.model.base import Base, Id, enum_type, to


class Role(enum.StrEnum):
    """Whom an account acts for."""

    customer = "customer"
    staff = "staff"
    administrator = "administrator"


class Right(enum.StrEnum):
    """What comes on top of a role, granted by hand."""

    reader = "reader"
    moderator = "moderator"
    helper = "helper"


class Participant(Base):
    """Somebody who wrote here, with or without an account; every author is one."""

    __tablename__ = "participants"
    __table_args__ = (
        # Look-alikes share a key; only accounts compete for it, imported names may repeat.
        Index(
            "uq_participants_name_key",
            "name_key",
            unique=True,
            # As a condition on the column is written for SQLite, or it would not see that the index serves.
            sqlite_where=text("has_account = 1"),
            postgresql_where=text("has_account"),
        ),
        CheckConstraint("length(name) BETWEEN 1 AND 60", name="name_length"),
    )

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(120))
    has_account: Mapped[bool]
    created_at: Mapped[dt.datetime]


class Member(Base):
    """An account: a participant who can sign in."""

    __tablename__ = "members"
    __table_args__ = (
        CheckConstraint("(role = 'customer') OR (team_id IS NOT NULL)", name="staff_has_team"),
        Index("uq_members_email_key", "email_key", unique=True),
        Index("ix_members_role", "role"),
        Index("ix_members_team", "team_id"),
    )

    id: Mapped[int] = mapped_column(to("participants.id"), primary_key=True, autoincrement=False)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    email_confirmed_at: Mapped[dt.datetime | None]
    password_hash: Mapped[str | None] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))
    team_id: Mapped[int | None] = mapped_column(to("teams.id"))
    about: Mapped[str] = mapped_column(String(500), default="")
    region: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str | None] = mapped_column(String(8))
    timezone: Mapped[str | None] = mapped_column(String(64))
    theme: Mapped[str | None] = mapped_column(String(8))
    suspended_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]

    participant: Mapped[Participant] = relationship(lazy="raise")


class MemberRight(Base):
    """One right of one member; taking it away deletes the row, the audit log remembers."""

    __tablename__ = "member_rights"

    member_id: Mapped[int] = mapped_column(to("members.id"), primary_key=True)
    right: Mapped[Right] = mapped_column(enum_type(Right, "right"), primary_key=True)
    granted_by_id: Mapped[int | None] = mapped_column(to("members.id"))
    granted_at: Mapped[dt.datetime]
