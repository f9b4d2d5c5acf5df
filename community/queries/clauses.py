"""The clauses people choose from when they close, hide or leave without an answer."""

from typing import Any

from sqlalchemy import ColumnElement, null, select
from sqlalchemy.orm import Session

from community.model.members import Right
from community.model.records import SiteSetting
from community.policy.actors import Actor
from community.policy.clauses import USES, Use, clauses_for

Clauses = dict[Use, tuple[str, ...]]


def clauses(session: Session) -> Clauses:
    """Return the clauses of every use in their order."""
    rows = select(SiteSetting.key, SiteSetting.value).where(SiteSetting.key.in_(("clauses", "language")))
    found: dict[str, Any] = dict(session.execute(rows).all())
    return clauses_of(found.get("clauses"), found.get("language"))


def clauses_of(kept: Any, language: str | None) -> Clauses:
    """Return the clauses that two settings stand for, each None where nobody has changed it."""
    return {use: clauses_for(kept or {}, language or "en", use) for use in USES}


def chosen_from(actor: Actor) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return those settings as columns for a statement that runs anyway; of moderators, whom alone they concern."""
    if Right.moderator not in actor.rights:
        return null(), null()
    kept, language = (
        select(SiteSetting.value).where(SiteSetting.key == key).scalar_subquery()
        for key in ("clauses", "language")
    )
    return kept, language
