"""Books in order: nothing refers to what is not there, forms came to something, facts were followed."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Select, and_, or_, select
from sqlalchemy.orm import Session, aliased

from community.model.base import metadata
from community.model.posts import Post
from community.model.records import OutboxRow, Submission


def orphans(session: Session) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield, for every reference in the database that leads nowhere, its name and the keys of its rows."""
    for table in metadata.sorted_tables:
        for reference in table.foreign_key_constraints:
            lost = session.execute(_lost(reference)).all()
            if lost:
                yield str(reference.name), tuple(row[0] if len(row) == 1 else tuple(row) for row in lost)


def forms_without_outcome() -> Select[int]:
    """Members with a submitted form that made neither a post nor a draft, or a post of another thread."""
    post = aliased(Post)
    return (
        select(Submission.member_id)
        .outerjoin(post, post.id == Submission.post_id)
        .where(
            or_(
                and_(Submission.post_id.is_(None), Submission.draft_id.is_(None)),
                and_(post.id.is_not(None), post.thread_id != Submission.thread_id),
            )
        )
    )


def dead_letters() -> Select[int]:
    """Facts that could not be followed."""
    return select(OutboxRow.id).where(OutboxRow.dead_at.is_not(None))


def _lost(reference: ForeignKeyConstraint) -> Select[Any]:
    child, parent = reference.parent, reference.referred_table.alias()
    pairs = [(child.c[element.parent.name], parent.c[element.column.name]) for element in reference.elements]
    return (
        select(*(column for column in child.columns if column.primary_key))
        .select_from(child.outerjoin(parent, and_(*(there == here for here, there in pairs))))
        .where(*(here.is_not(None) for here, _ in pairs), pairs[0][1].is_(None))
    )
