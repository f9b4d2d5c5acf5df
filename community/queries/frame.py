"""Frame: what every page shows around its content, for one viewer."""

from dataclasses import dataclass

from community.queries.authors import AuthorCard


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person and what their menu offers."""

    id: int
    name: str
    card: AuthorCard
    is_staff: bool
    is_admin: bool
    can_read: bool
    """Has the right to read others' drafts."""
    can_moderate: bool
    unread: int
    desk_count: int
    """Open items in the queue; 0 for customers."""
    reading_count: int = 0
    held_count: int = 0
    desk_late: bool = False
    """At least one item of the queue is overdue."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The one notice a page may carry below its header, most urgent first."""

    kind: str
    """outage, news or confirm (mail address not confirmed)."""
    title: str
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Flash:
    """A line said once after an act, with the way back where there is one."""

    text: str
    kind: str = "done"
    """done or failed."""
    undo_url: str | None = None
    undo_fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Names, language, theme, viewer and notices of the page."""

    site_name: str
    claim: str
    operator: str
    """Who runs the place, for the footer."""
    language: str
    languages: tuple[tuple[str, str], ...]
    """Codes and names in their own language."""
    theme: str
    """auto, light or dark."""
    viewer: Viewer | None
    path: str
    """Path and query of this page, for `next` fields."""
    canonical: str | None = None
    notice: Notice | None = None
    flashes: tuple[Flash, ...] = ()
