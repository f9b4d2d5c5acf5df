"""A form sent twice is done once: the second time gives the first one's address."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from community import clock
from community.model.records import Submission
from community.policy.actors import Actor
from community.work import Work

LONGEST_KEY = 80
"""What the column holds."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a form: a post in a thread, or a draft that somebody reads first."""

    thread_id: int | None = None
    post_id: int | None = None
    draft_id: int | None = None
    repeated: bool = False


class Claim:
    """The right to act on a key, or what the first one to hold it made of it."""

    def __init__(self, row: Submission | None, earlier: Submitted | None) -> None:
        self._row = row
        self.earlier = earlier

    def settle(self, made: Submitted) -> Submitted:
        """Keep what was made under the key and return it."""
        if self._row is not None:
            self._row.thread_id, self._row.post_id, self._row.draft_id = (
                made.thread_id,
                made.post_id,
                made.draft_id,
            )
        return made


def claim(work: Work, actor: Actor, key: str | None) -> Claim:
    """Claim `key` for `actor`; a parallel request with it waits here. No key: nothing is remembered."""
    if not key:
        return Claim(None, None)
    identity = _identity(actor, key)
    fresh = _insert(work, identity, clock.now())
    row = work.session.execute(
        select(Submission).filter_by(**identity).execution_options(populate_existing=True)
    ).scalar_one()
    if fresh:
        return Claim(row, None)
    return Claim(None, Submitted(row.thread_id, row.post_id, row.draft_id, repeated=True))


def known_key(work: Work, actor: Actor, key: str) -> bool:
    """Say whether the form with this key was sent already."""
    sent = select(Submission.key).filter_by(**_identity(actor, key))
    return work.session.scalar(sent) is not None


def _identity(actor: Actor, key: str) -> dict[str, object]:
    # A long key is kept by its hash: two that differ only at the end are two.
    kept = key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()
    return {"member_id": actor.known(), "key": kept}


def _insert(work: Work, identity: dict[str, object], now: dt.datetime) -> bool:
    dialect = sqlite if work.session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(Submission).values(**identity, created_at=now).on_conflict_do_nothing()
    return bool(work.session.execute(statement.returning(Submission.key)).first())
