"""Has facts that were given up followed once more."""

from sqlalchemy import select, update

from community import clock
from community.access import Absent
from community.commands.audit import write_audit
from community.model.records import OutboxRow
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def retry_letter(work: Work, actor: Actor, fact_id: int) -> None:
    """Let one fact be tried again from the start. Raises Absent (followed by now), or Refused: not_allowed."""
    insist(permitted(actor, "administer"))
    found = work.session.scalar(
        select(OutboxRow.id).where(OutboxRow.id == fact_id, OutboxRow.dead_at.is_not(None)).with_for_update()
    )
    if found is None:
        raise Absent
    work.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == fact_id)
        .values(dead_at=None, attempts=0, available_at=clock.now())
    )
    write_audit(work, actor, "letter.retried", "fact", fact_id)
