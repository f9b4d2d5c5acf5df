"""Boards, the two-level tree threads live in, and tags beside it."""

import enum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, enum_type, to


class Visibility(enum.StrEnum):
    """Who sees a board and all in it."""

    public = "public"
    members = "members"
    staff = "staff"


class Holding(enum.StrEnum):
    """Whose texts wait for a moderator."""

    none = "none"
    first_posts = "first_posts"
    links = "links"
    """First posts, and every text with a link by those who are not trusted yet."""
    all = "all"


class Board(Base):
    """A place to ask in."""

    __tablename__ = "boards"
    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        CheckConstraint(
            "readers_required IS NULL OR readers_required BETWEEN 0 AND 2", name="readers_required"
        ),
    )

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(String(300), default="")
    parent_id: Mapped[int | None] = mapped_column(to("boards.id"))
    position: Mapped[int]
    icon: Mapped[str] = mapped_column(String(24), default="chat")
    colour: Mapped[int] = mapped_column(default=1)
    visibility: Mapped[Visibility] = mapped_column(enum_type(Visibility, "visibility"))
    holding: Mapped[Holding] = mapped_column(enum_type(Holding, "holding"), default=Holding.none)
    several_solutions: Mapped[bool] = mapped_column(default=False)
    readers_required: Mapped[int | None]
    """Readers a staff text here needs; None: as the site's settings say."""


class BoardCount(Base):
    """How many threads a board has, of those that everybody who sees the board sees in its lists."""

    __tablename__ = "board_counts"
    __table_args__ = (
        CheckConstraint("threads >= 0 AND solved >= 0 AND answered >= 0 AND unanswered >= 0", name="counts"),
    )

    board_id: Mapped[int] = mapped_column(to("boards.id"), primary_key=True)
    threads: Mapped[int] = mapped_column(default=0, server_default="0")
    solved: Mapped[int] = mapped_column(default=0, server_default="0")
    answered: Mapped[int] = mapped_column(default=0, server_default="0")
    """Questions with a reply by somebody else."""
    unanswered: Mapped[int] = mapped_column(default=0, server_default="0")
    """Questions without one that can still get one."""


class BoardKind(Base):
    """A kind of thread that a board allows; its values are those of ThreadKind."""

    __tablename__ = "board_kinds"

    board_id: Mapped[int] = mapped_column(to("boards.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)


class Tag(Base):
    """A word threads can be found by, across boards."""

    __tablename__ = "tags"

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
