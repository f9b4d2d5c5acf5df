"""Desk cards: an open item of the service desk."""

from dataclasses import dataclass

from community.queries.authors import AuthorCard
from community.queries.clocks import Clock


@dataclass(frozen=True, slots=True)
class DeskCard:
    """An open item: a word owed to a customer, or a draft."""

    obligation_id: int | None
    draft_id: int | None
    thread_id: int
    title: str
    board_name: str
    person: AuthorCard
    """The customer, or the draft's editor in the lanes of drafts."""
    clock: Clock
    version: int | None
    readers_required: int
    readers_done: int
    own: bool
    """The viewer's own draft."""
    drafts: int
    """Drafts by colleagues under way for this thread."""
    board_unknown: bool = False
    """The customer did not know where the question belongs."""
    later: bool = False
    """It appeared unread and is read afterwards."""
    comment: str = ""
    """The reader's note in the lane of returned drafts."""
