"""What a model of threads knows: their texts, drafts, marks and what people are owed, beside the real thing."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
)
from sqlalchemy import select

from community.access import Absent
from community.model.obligations import Obligation
from community.model.posts import Post
from community.policy.verdicts import Refused
from tests.cast import Cast
from tests.databases import Database, connected

BOARDS = ("internet", "six-eyes", "several")
CUSTOMERS = ("Mara", "Holger", "Rolf", "Moritz")
STAFF = ("Svea", "Jana", "Ole", "Ada")
MODERATORS = ("Moritz", "Ada")

PICK = st.integers(0, 10_000)
"""Which of the things there are; taken modulo their number."""

ACTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {}
"""What can happen, and with what."""


def act(**given: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a method as something that can happen; each is as likely as the others, in every example."""

    def register(method: Callable[..., None]) -> Callable[..., None]:
        ACTS[method.__name__] = st.fixed_dictionaries(given)
        return method

    return register


@dataclass
class Text:
    """What the model knows of a post."""

    id: int
    thread: int
    number: int
    author: str
    staff: bool
    hidden: str = ""


@dataclass
class Owed:
    """What the model knows of an obligation: open but for visibility, or closed by something."""

    post: int
    cause: str
    owner: str
    open: bool = True
    by: str = ""
    closer: int = 0


@dataclass
class Writing:
    """What the model knows of a staff draft."""

    id: int
    author: str
    board: str
    target: int
    edits: int = 0
    named: list[Owed] = field(default_factory=list)
    details: bool = False
    editors: list[str] = field(default_factory=list)
    readers: set[str] = field(default_factory=set)
    state: str = "waiting"


class Model(RuleBasedStateMachine):
    """What must hold, and how to ask the real thing to do it."""

    def __init__(self, new_cast_url: Callable[[], str], backend: str) -> None:
        super().__init__()
        self.stack = ExitStack()
        url = new_cast_url()
        engine = self.stack.enter_context(connected(url))
        database = Database(backend, url, engine)
        self.cast = Cast(database, self.stack.enter_context(database.session()))
        self.threads: dict[int, tuple[str, str]] = {}
        self.texts: dict[int, Text] = {}
        self.owed: list[Owed] = []
        self.writings: list[Writing] = []
        self.marks: dict[int, int] = {}
        self.confirmed: set[int] = set()
        self.closed: set[int] = set()
        self.locked: set[int] = set()
        self.readers = {"Jana", "Ole", "Ada"}

    def teardown(self) -> None:
        self.stack.close()

    def visible(self, text: Text) -> bool:
        return not text.hidden and not self.question(text.thread).hidden

    def question(self, thread: int) -> Text:
        return next(text for text in self.texts.values() if text.thread == thread and text.number == 1)

    def standing(self, row: Owed) -> bool:
        return row.open and self.visible(self.texts[row.post])

    def owed_in(self, thread: int, owner: str | None = None) -> list[Owed]:
        return [
            row
            for row in self.owed
            if self.texts[row.post].thread == thread and owner in (None, row.owner) and self.standing(row)
        ]

    def close(self, rows: list[Owed], by: str, closer: int = 0) -> None:
        for row in rows:
            if self.standing(row):
                row.open, row.by, row.closer = False, by, closer

    def reopen(self, rows: list[Owed]) -> None:
        for row in rows:
            row.open = True

    def publish(self, post_id: int, author: str, *, staff: bool) -> Text:
        post = self.cast.session.get_one(Post, post_id)
        text = Text(post.id, post.thread_id, post.number, author, staff)
        self.cast.session.rollback()
        self.texts[post_id] = text
        return text

    def unmark(self, post_id: int) -> None:
        self.marks.pop(post_id, None)
        self.confirmed.discard(post_id)

    def attempt(self, command: Callable[..., Any], who: str, *given: Any, **named: Any) -> Any:
        """Return what the command returns, or None where it was refused and must have changed nothing."""
        try:
            return self.cast.do(command, self.cast.actor(who), *given, **named) or True
        except (Refused, Absent):
            return None

    def text_at(self, pick: int, **wanted: Any) -> Text | None:
        found = [
            text
            for text in self.texts.values()
            if all(getattr(text, name) == value for name, value in wanted.items())
        ]
        return found[pick % len(found)] if found else None

    def writing_at(self, pick: int) -> Writing | None:
        found = [writing for writing in self.writings if writing.state != "done"]
        return found[pick % len(found)] if found else None

    def closed_by(self, row: Owed, post: int) -> bool:
        return not row.open and row.by in ("answered", "accepted") and row.closer == post

    def vanish(self, text: Text, how: str) -> None:
        text.hidden = how
        if text.id in self.marks:
            self.locked.discard(text.thread)
        self.unmark(text.id)
        self.reopen([row for row in self.owed if self.closed_by(row, text.id)])

    def row_of(self, owed: Owed) -> Obligation:
        same = [row for row in self.owed if (row.post, row.cause) == (owed.post, owed.cause)]
        statement = (
            select(Obligation).filter_by(post_id=owed.post, opened_by=owed.cause).order_by(Obligation.id)
        )
        found = self.cast.session.scalars(statement).all()[same.index(owed)]
        self.cast.session.rollback()
        return found
