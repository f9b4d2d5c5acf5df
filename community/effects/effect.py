"""The form of every effect: which facts it follows and what it does about them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from community.events import Event


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the outbox as effects see it."""

    id: int
    at: dt.datetime
    event: Event


class Effect(Protocol):
    """Something that follows facts. Following a fact twice must look as if it had been followed once."""

    @property
    def name(self) -> str:
        """The word that logs and dead letters call it by."""

    @property
    def follows(self) -> frozenset[type[Event]]:
        """The kinds of facts it wants to be told."""

    @property
    def together(self) -> bool:
        """Whether many facts are told in one go; else each alone, so that none is done again for another."""

    def __call__(self, facts: Sequence[Fact]) -> None:
        """Do what `facts` ask for; raise anything to have them told again later."""
