"""Threads like the one that is read, beside it."""

from typing import Any, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from community.model.threads import Thread, ThreadKind
from community.policy.actors import Actor
from community.policy.among import among
from community.policy.prepared import prepared, read, who
from community.policy.states import thread_answers, thread_state
from community.policy.visibility import visible_thread
from community.queries.search import SIMILAR
from community.queries.thread_rows import State, ThreadLink
from community.search.engine import SearchUnavailable
from community.search.remembering import Remembering


def similar_links(
    session: Session,
    actor: Actor,
    engine: Remembering,
    title: str,
    *,
    besides: int,
    boards: frozenset[int] | None,
) -> tuple[ThreadLink, ...]:
    """Return the threads like `besides` in these `boards`, those that `actor` sees (None for all there are), never
    that one; none while the index is away: a look through the database would cost more than the page.
    """
    try:
        hits = engine.beside(title, besides, limit=SIMILAR, boards=boards)
    except SearchUnavailable:
        return ()
    if not hits:
        return ()
    found = read(session, _links(actor), who(actor, thread_ids=[hit.thread_id for hit in hits]))
    links = {row.id: _link(*row) for row in found}
    return tuple(links[hit.thread_id] for hit in hits if hit.thread_id in links)


def _link(thread_id: int, slug: str, title: str, kind: ThreadKind, state: str, answers: int) -> ThreadLink:
    return ThreadLink(thread_id, slug, title, kind.value, cast(State, state), answers)


@prepared
def _links(actor: Actor) -> Select[*tuple[Any, ...]]:
    return select(
        Thread.id,
        Thread.slug,
        Thread.title,
        Thread.kind,
        thread_state().label("state"),
        thread_answers().label("answers"),
    ).where(among(Thread.id, "thread_ids"), visible_thread(actor))
