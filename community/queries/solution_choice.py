"""The page a reminder leads to: the answers of an own question, to say which of them is the solution."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from community import access
from community.model.members import Participant
from community.model.posts import Post, PostRevision
from community.model.versions import Version
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.queries.authors import AuthorCard, author_card
from community.text.blocks import first_blocks


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer by somebody else, with its first words."""

    post_id: int
    author: AuthorCard
    at: dt.datetime
    html: str
    shortened: bool


@dataclass(frozen=True, slots=True)
class SolutionChoice:
    """Everything on `/threads/<id>/solution`."""

    thread_id: int
    slug: str
    title: str
    candidates: tuple[Candidate, ...]
    """Newest first."""


MOST = 20
"""Answers offered; what helped is seldom older."""


def solution_choice(session: Session, actor: Actor, thread_id: int) -> SolutionChoice:
    """Return what the asker may choose among. Raises Absent, or Refused: sign_in, not_allowed, not_yours."""
    insist(permitted(actor, "accept"))
    thread = access.thread(session, actor, thread_id)
    if thread.author_id != actor.id:
        raise Refused("not_yours")
    rows = session.execute(
        select(Post, Version.html, Participant)
        .join(
            PostRevision, and_(PostRevision.post_id == Post.id, PostRevision.number == Post.current_revision)
        )
        .join(Version, Version.id == PostRevision.version_id)
        .join(Participant, Participant.id == Post.author_id)
        .where(Post.thread_id == thread.id, Post.place.is_not(None), Post.author_id != actor.id)
        .order_by(Post.number.desc())
        .limit(MOST)
    )
    return SolutionChoice(
        thread_id=thread.id,
        slug=thread.slug,
        title=thread.title,
        candidates=tuple(
            Candidate(
                post.id,
                author_card(who.id, who.name, post.badge, has_profile=who.has_account),
                post.created_at,
                *first_blocks(html),
            )
            for post, html, who in rows
        ),
    )
