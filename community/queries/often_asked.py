"""What is asked about most just now, by the tags of the questions somebody wrote in last."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, func, select

from community.model.boards import Tag
from community.model.threads import Thread, ThreadKind, ThreadTag
from community.policy.actors import Actor
from community.policy.visibility import visible_thread

LOOKED_AT: Final = 200
"""Questions somebody wrote in last, which are counted: the same cost in a place of any size."""
MOST: Final = 5
FEWEST: Final = 3
"""Questions below which nothing is asked often."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag."""

    slug: str
    name: str


def often_asked(actor: Actor) -> Select[str, str, int]:
    """Return the statement of the tags that most of those questions have which `actor` sees, and of how many do, the
    commonest first.
    """
    newest = (
        select(Thread.id)
        .where(Thread.kind == ThreadKind.question, visible_thread(actor))
        .order_by(Thread.last_post_at.desc(), Thread.id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    return (
        select(Tag.slug, Tag.name, func.count().label("questions"))
        .join(ThreadTag, ThreadTag.tag_id == Tag.id)
        .join(newest, newest.c.id == ThreadTag.thread_id)
        .group_by(Tag.id, Tag.slug, Tag.name)
        .having(func.count() >= FEWEST)
        .order_by(func.count().desc(), Tag.name)
        .limit(MOST)
    )
