"""Suggestions: threads whose titles fit what is being typed into a search field."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from community.policy.actors import Actor
from community.queries.search import titles_like
from community.queries.thread_rows import State
from community.search.engine import SearchEngine
from community.search.unfinished import SHORTEST

MOST = 5
LONGEST = 200
"""Characters that are read; a title is not longer."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thread to go to at once."""

    thread_id: int
    slug: str
    title: str
    kind: str
    state: State


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested; `degraded` says that the index is away, and the worker is to be told."""

    items: tuple[Suggestion, ...]
    degraded: bool = False


def suggestions(session: Session, actor: Actor, engine: SearchEngine, text: str) -> Suggestions:
    """Return up to five threads that `actor` may see; nothing for fewer than three letters."""
    typed = text[:LONGEST].lstrip()
    if len(typed.strip()) < SHORTEST:
        return Suggestions(())
    found, degraded = titles_like(session, actor, engine, typed, MOST)
    return Suggestions(
        tuple(Suggestion(one.thread_id, one.slug, one.title, one.kind, one.state) for one in found), degraded
    )
