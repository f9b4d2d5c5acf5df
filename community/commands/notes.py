"""Staff talk among themselves."""

from community import access, clock
from community.commands.versions import checked_html
from community.model.drafts import Note
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.work import Work


def write_note(work: Work, actor: Actor, thread_id: int, source: str) -> Note:
    """Write a note in a thread, for staff alone. Raises Absent, or Refused: not_allowed, body_missing, body_long."""
    insist(permitted(actor, "write_note"))
    thread = access.thread(work.session, actor, thread_id)
    note = Note(
        thread_id=thread.id,
        author_id=actor.known(),
        source=source,
        html=checked_html(source),
        created_at=clock.now(),
    )
    work.session.add(note)
    work.session.flush()
    return note
