"""Sentences that many tests begin with: somebody asks, staff answer and a colleague reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select

from community.commands.drafts import draft_reply
from community.commands.readings import approve_version
from community.commands.replies import reply
from community.commands.site import read_setting, write_setting
from community.commands.threads import ask
from community.model.obligations import Obligation
from community.model.posts import Post
from community.model.threads import Thread
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.verdicts import Refused
from community.work import Work
from tests.cast import Cast

EVERYTHING = range(10**6)
"""What a reader names who has opened all that was written meanwhile."""


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect a refusal with this code."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


def asked(cast: Cast, who: Actor | None = None, board: str = "internet", **named: Any) -> int:
    """Let somebody (Mara) ask and return the thread."""
    words = {"title": "No line since noon", "source": "Nothing works."} | named
    return cast.do(ask, who or cast.mara, board, **words).thread_id or 0


def replied(cast: Cast, thread_id: int, who: Actor | None = None, **named: Any) -> int:
    """Let somebody (Holger) reply and return the post."""
    words = {"source": "Here too."} | named
    return cast.do(reply, who or cast.holger, thread_id, **words).post_id or 0


def drafted(cast: Cast, thread_id: int, who: Actor | None = None, **named: Any) -> int:
    """Let staff (Svea) draft a reply and return the draft."""
    words = {"source": "Please restart the router."} | named
    return cast.do(draft_reply, who or cast.svea, thread_id, **words).draft_id or 0


def newest(cast: Cast, draft_id: int) -> int:
    """Return the newest version of a draft."""
    statement = select(Version.id).where(Version.draft_id == draft_id).order_by(Version.number.desc())
    found = cast.session.scalars(statement).first() or 0
    cast.session.rollback()
    return found


def approved(cast: Cast, draft_id: int, reader: Actor | None = None) -> int:
    """Let a reader (Jana) approve a draft's newest version and return the post it became."""
    made = cast.do(approve_version, reader or cast.jana, draft_id, newest(cast, draft_id), seen=EVERYTHING)
    return made.post_id or 0


def answered(cast: Cast, thread_id: int, who: Actor | None = None, **named: Any) -> int:
    """Let staff (Svea) answer, read by Jana, and return the post."""
    return approved(cast, drafted(cast, thread_id, who, **named))


def thread_of(cast: Cast, thread_id: int) -> Thread:
    """Return a thread as it stands."""
    cast.session.rollback()
    return cast.session.get_one(Thread, thread_id, populate_existing=True)


def post_of(cast: Cast, post_id: int) -> Post:
    """Return a post as it stands."""
    cast.session.rollback()
    return cast.session.get_one(Post, post_id, populate_existing=True)


def owed_to(cast: Cast, thread_id: int, who: Actor) -> list[Obligation]:
    """Return what somebody was ever owed in a thread, oldest first."""
    cast.session.rollback()
    statement = select(Obligation).filter_by(thread_id=thread_id, owed_to_id=who.id).order_by(Obligation.id)
    return list(cast.session.scalars(statement.execution_options(populate_existing=True)))


def clause(cast: Cast, use: str, words: str) -> str:
    """Let the company take another reason into its list and return it."""

    def take(work: Work, _: None) -> None:
        kept = read_setting(work, "clauses")
        write_setting(work, None, "clauses", {**kept, use: [words, *kept.get(use, [])]})

    cast.do(take, None)
    return words
