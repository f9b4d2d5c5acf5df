"""Ask page: the boards one may ask in, and threads that may already answer the question."""

import datetime as dt
import secrets
from dataclasses import dataclass

from sqlalchemy.orm import Session

from community.policy.actors import Actor
from community.queries.boards import BoardCard, board_cards
from community.queries.figures import KeptFigures
from community.queries.mail_wishes import answer_mails
from community.queries.pieces import Piece
from community.queries.thread_rows import State


@dataclass(frozen=True, slots=True)
class SimilarThread:
    """A thread whose title resembles the one being typed; solved ones come first."""

    id: int
    slug: str
    title: tuple[Piece, ...]
    kind: str
    state: State
    team_answered: bool
    excerpt: str
    """First words of the solution, else of the question."""


@dataclass(frozen=True, slots=True)
class AskPage:
    """Everything on `/ask`."""

    boards: tuple[BoardCard, ...]
    similar: tuple[SimilarThread, ...]
    looked: bool
    """Similar threads were asked for, so an empty list is worth a word."""
    first_answer: dt.timedelta | None
    """Median wait for a first answer, None without data."""
    submission: str
    mail: str | None
    """Where a mail about an answer would go, so that its owner knows the address and nobody else; "" for a guest, who
    names theirs later, and None for who wants no such mails at all.
    """


def ask_page(
    session: Session,
    actor: Actor,
    kept: KeptFigures,
    *,
    similar: tuple[SimilarThread, ...] = (),
    looked: bool = False,
    submission: str = "",
) -> AskPage:
    """Return the ask page; `submission` is the key of a form shown again, new by default."""
    figures = kept.seen_by(session, actor)
    return AskPage(
        boards=tuple(card for card, _ in board_cards(session, actor)),
        similar=similar,
        looked=looked,
        first_answer=figures.first_answer if figures else None,
        submission=submission or secrets.token_urlsafe(16),
        mail=answer_mails(session, actor.id) if actor.id is not None else "",
    )
