"""The tags of a thread and what its asker told, in one statement: a page of a thread shows both."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from community.model.boards import Tag
from community.model.product_fields import FieldValue, ProductField
from community.model.threads import Thread, ThreadTag
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.visibility import visible_thread
from community.queries.product_fields import Told


@dataclass(frozen=True, slots=True)
class TagLink:
    """A tag of the thread."""

    slug: str
    name: str


def tags_and_told(
    session: Session, actor: Actor, thread_id: int
) -> tuple[tuple[TagLink, ...], tuple[Told, ...]]:
    """Return tags by name, and what was told in the order of its fields, as far as `actor` sees the thread."""
    rows = read(session, _statement(actor), who(actor, thread_id=thread_id)).all()
    tags = tuple(TagLink(row.key, row.label) for row in rows if not row.is_told)
    return tags, tuple(Told(row.key, row.label, row.value) for row in rows if row.is_told)


@prepared
def _statement(actor: Actor) -> CompoundSelect[*tuple[Any, ...]]:
    tags = (
        select(
            literal(0).label("is_told"),
            literal(0).label("position"),
            literal(0).label("id"),
            Tag.slug.label("key"),
            Tag.name.label("label"),
            literal("").label("value"),
        )
        .join(ThreadTag, ThreadTag.tag_id == Tag.id)
        .join(Thread, Thread.id == ThreadTag.thread_id)
    )
    told = (
        select(
            literal(1),
            ProductField.position,
            ProductField.id,
            ProductField.key,
            ProductField.label,
            FieldValue.value,
        )
        .join(FieldValue, FieldValue.field_id == ProductField.id)
        .join(Thread, Thread.id == FieldValue.thread_id)
    )
    here = (Thread.id == bindparam("thread_id"), visible_thread(actor, shown_hidden=True))
    return union_all(tags.where(*here), told.where(*here)).order_by("is_told", "position", "id", "label")
