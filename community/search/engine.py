"""The contract of a search engine: what it is given, what it is asked, what it answers, and how it fails.

An engine knows posts as plain values and never a database row. What it finds is a proposal: the caller checks in the
database whether the reader may see each post, and shows the best one that is left.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

Status = Literal["solved", "open", "unanswered", "answered", "details", "closed"]
Sort = Literal["relevance", "newest"]
Progress = Callable[[int], None]

# One commit holds at most this many documents: a kill loses one batch that nobody was told is kept.
BATCH = 100


class SearchUnavailable(Exception):
    """The index can't answer or be written; search in the database and have the index rebuilt.

    `damaged` is False when only somebody else's lock stood in the way, so that waiting is enough.
    """

    def __init__(self, reason: str, *, damaged: bool = True) -> None:
        super().__init__(reason)
        self.damaged = damaged


@dataclass(frozen=True, slots=True)
class Document:
    """One visible post as the index knows it; `state`, `solved`, `title`, `tags` and `kind` are its thread's."""

    post_id: int
    thread_id: int
    board_id: int
    title: str
    body: str
    tags: tuple[str, ...]
    kind: str
    state: str
    solved: bool
    is_question: bool
    is_solution: bool
    by_staff: bool
    author: str
    language: str | None
    created_at: datetime
    told: tuple[str, ...] = ()
    """What the asker told of what the board asks for, such as a model; found as the question is."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: words (any of them, more is better), and conditions that all must hold."""

    text: str = ""
    phrases: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    status: Status | None = None
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    staff: bool = False
    after: date | None = None
    before: date | None = None
    in_title: bool = False
    sort: Sort = "relevance"

    @property
    def words(self) -> str:
        """Return every word that is looked for, those of the phrases too."""
        return " ".join((self.text, *self.phrases)).strip()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thread that was found: its best post, and its next best for the case that the best may not be seen."""

    post_id: int
    thread_id: int
    score: float
    solved: bool
    other_posts: tuple[int, ...] = ()

    def best_visible(self, visible: Collection[int]) -> int | None:
        """Return the best post of this thread that is among `visible`, or None when there is none."""
        return next((post for post in (self.post_id, *self.other_posts) if post in visible), None)


@dataclass(frozen=True, slots=True)
class Hits:
    """A stretch of the threads found, how many there are, the words to mark, and a spelling to propose, if any."""

    items: tuple[Hit, ...]
    total_estimate: int
    words: tuple[str, ...]
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How the index departs from the posts that should be in it."""

    missing: tuple[int, ...]
    surplus: tuple[int, ...]

    @property
    def clean(self) -> bool:
        """Return whether index and database name the same posts."""
        return not self.missing and not self.surplus


class DocumentSource(Protocol):
    """Where a rebuild reads the truth; both ways give only what anybody but staff could ever be shown."""

    def after(self, post_id: int) -> Iterable[Document]:
        """Return all documents with a higher post id, in ascending order."""

    def these(self, post_ids: Sequence[int]) -> Iterable[Document]:
        """Return the documents of those of these posts that still belong into the index."""

    def latest(self) -> int:
        """Return about the highest post id there is, 0 for none."""


class SearchEngine(Protocol):
    """A full-text index of posts. Every method raises SearchUnavailable and nothing else."""

    def search(
        self, query: Query, *, limit: int, offset: int = 0, boards: frozenset[int] | None = None
    ) -> Hits:
        """Return threads that fit, best first, out of these boards (None means all)."""

    def similar(
        self, title: str, *, limit: int, boards: frozenset[int] | None = None, besides: int | None = None
    ) -> list[Hit]:
        """Return threads whose title is like this one, solved ones ahead; never the thread `besides`."""

    def titles(self, text: str, *, limit: int, boards: frozenset[int] | None = None) -> list[Hit]:
        """Return threads whose title fits what is being typed; the last word may be unfinished."""

    def apply(self, batch: Sequence[Document], removed_posts: Sequence[int] = ()) -> None:
        """Put these documents in, replacing earlier ones, and take those posts out, in one commit."""

    def rebuild(self, source: DocumentSource, progress: Progress | None = None) -> int:
        """Build a new index from the truth and swap it in; goes on where a killed one stopped. Return the count."""

    def check(self, post_ids: Iterable[int]) -> Difference:
        """Compare the index with the posts that should be in it."""

    def healthy(self) -> bool:
        """Return whether the index opens and answers; never raises."""

    def probe(self) -> None:
        """Ask the index for something small: who has to know why it is not healthy is told so."""

    def close(self) -> None:
        """Let go of files and connections; the next question opens them anew."""
