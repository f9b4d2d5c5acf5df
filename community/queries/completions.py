"""Completions: members and questions that a beginning stands for, as far as the viewer sees them."""

from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from community.model.members import Member, Participant
from community.model.posts import Post
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.visibility import visible_post, visible_thread
from community.text.mentions import mention_of
from community.text.names import name_key

SHORTEST = 2
"""Letters from which anything is looked up."""
MOST = 5
"""Completions offered; who types on sees fewer and better ones."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What is put into the text, and what stands for it in the list."""

    value: str
    label: str


def member_completions(session: Session, actor: Actor, beginning: str) -> tuple[Completion, ...]:
    """Return members whose name begins so and who wrote something that `actor` sees."""
    key = name_key(beginning.strip())
    if len(key) < SHORTEST:
        return ()
    wrote = exists(
        select(Post.id)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.author_id == Participant.id, visible_thread(actor), visible_post(actor))
    )
    names = session.scalars(
        select(Participant.name)
        .join(Member, Member.id == Participant.id)
        .where(Participant.name_key.startswith(key, autoescape=True), Member.suspended_at.is_(None), wrote)
        .order_by(func.length(Participant.name_key), Participant.name_key)
        .limit(MOST)
    )
    return tuple(Completion(mention_of(name), name) for name in names)


def thread_completions(session: Session, actor: Actor, words: str) -> tuple[Completion, ...]:
    """Return threads that `actor` sees with this number or these letters in the title, latest first."""
    words = words.strip()
    if len(words) < SHORTEST:
        return ()
    named = Thread.title.icontains(words, autoescape=True)
    if words.isascii() and words.isdigit() and len(words) < 10:
        named = or_(Thread.id == int(words), named)
    rows = session.execute(
        select(Thread.id, Thread.title)
        .where(named, visible_thread(actor))
        .order_by(Thread.last_post_at.desc(), Thread.id.desc())
        .limit(MOST)
    )
    return tuple(Completion(f"#{row.id}", row.title) for row in rows)
