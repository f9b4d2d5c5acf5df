"""Drafts whose author is no longer of the staff: a reader takes them up, or nobody ever would."""

from sqlalchemy import ColumnElement, exists

from community.model.drafts import Draft
from community.model.members import Member, Role


def left_behind() -> ColumnElement[bool]:
    """Drafts of staff whose author left or is suspended; for statements that select from Draft."""
    at_work = exists().where(
        Member.id == Draft.author_id, Member.role != Role.customer, Member.suspended_at.is_(None)
    )
    return ~at_work.correlate(Draft)
