"""Threads like the one that is read, beside it."""

from typing import Any, Final, cast

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from community.model.similar_threads import SimilarThread
from community.model.threads import Thread
from community.policy.actors import Actor
from community.policy.prepared import prepared, read, who
from community.policy.states import thread_state
from community.policy.visibility import visible_thread
from community.queries.thread_rows import NAMED, State, ThreadLink

SHOWN: Final = 5


def similar_links(session: Session, actor: Actor, thread_id: int) -> tuple[ThreadLink, ...]:
    """Return the threads like this one that `actor` sees, the likest first; the worker has looked for them."""
    found = read(session, _links(actor), who(actor, thread_id=thread_id))
    return tuple(
        ThreadLink(row.id, row.slug, row.title, row.kind.value, cast(State, row.state), row.answers)
        for row in found
    )


@prepared
def _links(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(*NAMED, thread_state().label("state"))
        .join(SimilarThread, SimilarThread.similar_id == Thread.id)
        .where(SimilarThread.thread_id == bindparam("thread_id"), visible_thread(actor))
        .order_by(SimilarThread.place)
        .limit(SHOWN)
    )
