"""What an importer hands over, whatever the system: people, threads and posts with their old ids."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastPerson:
    """Somebody who wrote there; `name` as it was written."""

    external_id: str
    name: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class PastAuthor:
    """Who wrote a post: the old id, and the name to give them where nobody with that id was brought along."""

    external_id: str
    name: str


# Not frozen, as that makes each three times as long to make.
@dataclass(slots=True)
class PastPost:
    """A post there. `text` is HTML where `is_html`, else Markdown."""

    kind: str
    external_id: str
    author: PastAuthor
    at: dt.datetime
    score: int
    text: str
    is_html: bool
    hidden_because: str = ""
    """Why nobody but moderators is to see it (spam there), '' where everybody is."""


@dataclass(frozen=True, slots=True)
class PastThread:
    """A question there with its replies in the order to show them."""

    title: str
    question: PastPost
    replies: tuple[PastPost, ...]
    board: str = ""
    """Which of the boards of the import it goes to."""
    tags: tuple[str, ...] = ()
    accepted_id: str | None = None
    """The old id of the reply of kind 'answer' that the asker accepted."""
    accepted_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    closed_because: str = ""
