"""Teams of staff and the sites they work at."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from community.model.base import Base, Id, to


class Site(Base):
    """A place where staff work, with its time zone."""

    __tablename__ = "sites"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60), unique=True)
    timezone: Mapped[str] = mapped_column(String(64))


class Team(Base):
    """A group of staff at one site; its name is what the badge says."""

    __tablename__ = "teams"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60), unique=True)
    site_id: Mapped[int] = mapped_column(to("sites.id"))
