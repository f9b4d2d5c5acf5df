"""Finds whom and what a text names, as far as everybody may see it."""

from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from community.model.members import Member, Participant
from community.model.threads import Thread
from community.policy.actors import GUEST
from community.policy.visibility import visible_thread
from community.text.mentions import mentions
from community.text.names import name_key
from community.text.prose import prose
from community.text.references import References, numbers


def references_in(session: Session, source: str) -> References:
    """Return the members and the public threads that `source` names.

    A thread that not everybody sees is none, like one that does not exist, whoever writes.
    """
    if "@" not in source and "#" not in source:
        return References()
    return References(
        members={name.casefold(): address for name, (_, address) in mentioned(session, source).items()},
        threads=_threads(session, source),
    )


def mentioned(session: Session, source: str) -> dict[str, tuple[int, str]]:
    """Return id and address of each active member mentioned in `source`, by the name as it is written there."""
    names = {name: name_key(name) for name in mentions(source)}
    if not names:
        return {}
    rows = session.execute(
        select(Participant.name_key, Participant.name, Participant.id)
        .join(Member, Member.id == Participant.id)
        .where(Participant.name_key.in_(names.values()), Member.suspended_at.is_(None))
    )
    known = {row.name_key: (row.id, f"/members/{quote(row.name)}") for row in rows}
    return {name: known[key] for name, key in names.items() if key in known}


def _threads(session: Session, source: str) -> frozenset[int]:
    named = numbers(prose(source))
    if not named:
        return frozenset()
    seen = select(Thread.id).where(Thread.id.in_(named), visible_thread(GUEST))
    return frozenset(session.scalars(seen))
