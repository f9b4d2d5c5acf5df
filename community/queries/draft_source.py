"""The text of a version as it was typed, for the next one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from community import access
from community.model.versions import Version
from community.policy.actors import Actor


def draft_source(session: Session, actor: Actor, draft_id: int, version_id: int) -> tuple[int, str]:
    """Return number and source of a version of a draft. Raises access.Absent."""
    draft = access.draft(session, actor, draft_id)
    version = session.scalars(
        select(Version).where(Version.id == version_id, Version.draft_id == draft.id)
    ).one_or_none()
    if version is None:
        raise access.Absent
    return version.number, version.source
