"""Texts on their way: what somebody wrote and did not send, for the form that is shown again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from community.model.hashes import hash_of
from community.model.records import Composition
from community.model.saved_texts import SavedText
from community.policy.actors import Actor


@dataclass(frozen=True, slots=True)
class KeptText:
    """The fields of a form as its writer left it."""

    fields: Mapping[str, Sequence[str]]
    at: dt.datetime


def kept_text(session: Session, actor: Actor, place: str, secret: str | None = None) -> KeptText | None:
    """Return what the actor wrote for `place`: before signing in, in the browser that holds `secret`, else since."""
    found = guests_text(session, place, secret) if secret else None
    if found is not None:
        return found
    saved = session.get(SavedText, (actor.id, place)) if actor.id is not None else None
    return KeptText(saved.fields, saved.updated_at) if saved else None


def guests_text(session: Session, place: str, secret: str) -> KeptText | None:
    """Return what was written for `place` in the browser that holds `secret`, by somebody not signed in."""
    row = session.get(Composition, hash_of(secret))
    return KeptText(row.fields["fields"], row.created_at) if row and row.fields["place"] == place else None
