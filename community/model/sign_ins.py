"""Sessions, single-use links and API tokens; of each secret only its hash is kept."""

import datetime as dt
import enum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class SignIn(Base):
    """A signed-in browser; deleting the row ends the session at once."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index("ix_sign_ins_member", "member_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_id: Mapped[int] = mapped_column(to("members.id"))
    device: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]


class Purpose(enum.StrEnum):
    """The one thing a link may be used for."""

    confirm_email = "confirm_email"
    change_email_old = "change_email_old"
    change_email_new = "change_email_new"
    reset_password = "reset_password"
    sign_in = "sign_in"
    found = "found"


class OneTimeLink(Base):
    """A secret sent to somebody, for one purpose, once, until it expires."""

    __tablename__ = "one_time_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(enum_type(Purpose, "purpose"))
    member_id: Mapped[int | None] = mapped_column(to("members.id"))
    email: Mapped[str | None] = mapped_column(String(254))
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class Scope(enum.StrEnum):
    """What a token may do at most, whatever its owner may."""

    read = "read"
    write = "write"
    staff = "staff"


class ApiToken(Base):
    """A key for programs; it never approves and never breaks glass."""

    __tablename__ = "api_tokens"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    member_id: Mapped[int] = mapped_column(to("members.id"))
    scope: Mapped[Scope] = mapped_column(enum_type(Scope, "scope"))
    created_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
