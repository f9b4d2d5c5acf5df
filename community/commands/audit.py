"""Writes the audit log."""

from typing import Any

from community import clock
from community.model.records import AuditEntry
from community.policy.actors import Actor
from community.work import Work


def write_audit(
    work: Work, actor: Actor | None, act: str, target_type: str, target_id: int | None, **details: Any
) -> None:
    """Add one entry: who (None: the system), what act, on which row, with details that JSON can keep."""
    work.session.add(
        AuditEntry(
            at=clock.now(),
            actor_id=actor.id if actor else None,
            act=act,
            target_type=target_type,
            target_id=target_id,
            details=details,
        )
    )
