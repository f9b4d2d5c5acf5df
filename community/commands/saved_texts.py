"""Keeps what members write until they send it."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import delete, select

from community import clock
from community.commands.submissions import known_key
from community.model.saved_texts import SavedText
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work

Fields = Mapping[str, Sequence[str]]

KEPT: Final = dt.timedelta(days=30)
"""How long a text waits for its writer; effects.sweeping takes it away then."""
MOST: Final = 50
"""Places somebody writes for at once; of more the oldest text goes."""
LONGEST: Final = 40_000
"""Characters of a field; more than any text that could be published."""
WRITTEN: Final = ("title", "body")
"""Fields that hold somebody's words; a form without any is not worth keeping."""
CHOSEN: Final = (
    "board",
    "kind",
    "wants_answer",
    "mails",
    "mails_shown",
    "need",
    "affected",
    "answers",
    "answers_shown",
    "asks_details",
    "uploads",
    "uploads_shown",
    "revision",
    "version_id",
    "private_asked",
    "submission",
)
# What the board of a question asks for besides.
_TOLD: Final = re.compile(r"field_[a-z0-9-]{1,40}")
_MOST_TOLD: Final = 20
_PLACE: Final = re.compile(r"ask|open|(?:reply|edit|answer|draft):[1-9][0-9]{0,9}")


def save_text(work: Work, actor: Actor, place: str, fields: Fields) -> SavedText | None:
    """Keep what the form at `place` says in place of what was kept there; None where there are no words to keep,
    or the form was sent already and its last saving comes late.

    Raises Refused: sign_in, not_allowed, bad_place.
    """
    insist(permitted(actor, "save_text"))
    insist_on_place(place)
    if not has_words(fields):
        drop_text(work, actor, place)
        return None
    kept = worth_keeping(fields)
    if any(known_key(work, actor, key) for key in kept.get("submission", ())):
        return None
    row = work.session.get(SavedText, (actor.known(), place))
    if row is None:
        _make_room(work, actor)
        row = SavedText(member_id=actor.known(), place=place)
        work.session.add(row)
    row.fields, row.updated_at = kept, clock.now()
    work.session.flush()
    return row


def drop_text(work: Work, actor: Actor, place: str) -> None:
    """Forget what was kept for `place`, because it was sent or thrown away."""
    if actor.id is not None:
        work.session.execute(
            delete(SavedText).where(SavedText.member_id == actor.id, SavedText.place == place)
        )


def insist_on_place(place: str) -> None:
    """Raise Refused bad_place unless a form of ours can stand at `place`."""
    if not _PLACE.fullmatch(place):
        raise Refused("bad_place")


def has_words(fields: Fields) -> bool:
    """Say whether somebody wrote anything into a form."""
    return any(text.strip() for name in WRITTEN for text in fields.get(name, ()))


def worth_keeping(fields: Fields) -> dict[str, list[str]]:
    """Return those fields of a form that bring it back as it was, and nothing that is secret."""
    told = sorted(name for name in fields if _TOLD.fullmatch(name))[:_MOST_TOLD]
    return {
        name: [value[:LONGEST] for value in fields[name]][:MOST]
        for name in (*WRITTEN, *CHOSEN, *told)
        if name in fields
    }


def _make_room(work: Work, actor: Actor) -> None:
    newest = (
        select(SavedText.place)
        .where(SavedText.member_id == actor.id)
        .order_by(SavedText.updated_at.desc())
        .offset(MOST - 1)
    )
    for place in work.session.scalars(newest).all():
        drop_text(work, actor, place)
