"""Keeps what somebody writes while signed out until they have signed in and sent it."""

import datetime as dt

from sqlalchemy import delete

from community import clock
from community.commands.saved_texts import Fields, worth_keeping
from community.model.hashes import hash_of
from community.model.records import Composition
from community.work import Work

KEPT = dt.timedelta(days=7)
"""How long a text waits for its writer to go on; effects.sweeping takes it away then."""


def keep_composition(work: Work, secret: str, place: str, fields: Fields) -> Composition:
    """Keep the fields of the form at `place` for who holds `secret`, instead of what was kept for them before."""
    kept = {"place": place, "fields": worth_keeping(fields)}
    return work.session.merge(Composition(token_hash=hash_of(secret), fields=kept, created_at=clock.now()))


def drop_composition(work: Work, secret: str) -> None:
    """Forget a kept text, because it was published or thrown away."""
    work.session.execute(delete(Composition).where(Composition.token_hash == hash_of(secret)))
