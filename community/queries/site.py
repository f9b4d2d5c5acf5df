"""The settings of the place, as pages need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from community.model.records import SiteSetting


@dataclass(frozen=True, slots=True)
class Site:
    """Name, claim, language and time zone of the place."""

    name: str = "Zuruf"
    claim: str = ""
    operator: str = ""
    language: str = "en"
    timezone: str = "Europe/Berlin"
    founded: bool = False


# Made once, because every page asks for it.
OF_SITE: Final = SiteSetting.key.in_(tuple(Site.__dataclass_fields__))
_SITE: Final = select(SiteSetting.key, SiteSetting.value).where(OF_SITE)


READERS: Final = select(SiteSetting.value).where(SiteSetting.key == "readers_required")


def read_site(session: Session) -> Site:
    """Return the settings that were changed, the defaults for the rest, in one statement."""
    return site_of(session.execute(_SITE))


def site_of(rows: Iterable[Row[Any]]) -> Site:
    """Return the settings in rows with key and value, the defaults for the rest."""
    return Site(**{row.key: row.value for row in rows if row.key is not None})


def read_page_text(session: Session, page: str) -> str:
    """Return the text of a legal page, empty where none was written yet."""
    return session.scalar(select(SiteSetting.value).where(SiteSetting.key == page)) or ""


def readers_required(session: Session) -> int:
    """Return how many readers a staff text needs by default."""
    return readers_of(session.scalar(READERS))


def readers_of(value: Any) -> int:
    """Return how many readers that setting stands for."""
    return 1 if value is None else int(value)


def read_all(session: Session) -> dict[str, Any]:
    """Return every setting that was changed, by its key."""
    return dict(session.execute(select(SiteSetting.key, SiteSetting.value)).all())
