"""Tag page: the threads that carry one tag."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from community import access
from community.model.threads import Thread, ThreadTag
from community.policy.actors import Actor
from community.queries.follows import follows_tag
from community.queries.pagers import Pager
from community.queries.thread_rows import ThreadRow, thread_rows


@dataclass(frozen=True, slots=True)
class TagPage:
    """Everything on `/tags/<slug>`."""

    slug: str
    name: str
    rows: tuple[ThreadRow, ...]
    pager: Pager
    follows: bool
    """The viewer follows the tag."""


def tag_page(session: Session, actor: Actor, slug: str, *, page: int) -> TagPage:
    """Return the threads of a tag; a tag without a visible thread is as absent as one that never was.

    Raises access.Absent.
    """
    tag = access.tag(session, actor, slug)
    rows, pager = thread_rows(session, actor, _tagged, page=page, tag_id=tag.id)
    return TagPage(
        slug=tag.slug, name=tag.name, rows=rows, pager=pager, follows=follows_tag(session, actor, tag.id)
    )


def _tagged(_: Actor) -> list[ColumnElement[bool]]:
    tagged = select(ThreadTag.thread_id).where(ThreadTag.tag_id == bindparam("tag_id"))
    return [Thread.id.in_(tagged)]
