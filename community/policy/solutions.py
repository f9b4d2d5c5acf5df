"""Who may mark which post as the solution, take the mark away, and lock the choice."""

from collections.abc import Collection
from dataclasses import dataclass

from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import YES, Verdict


@dataclass(frozen=True, slots=True)
class Choice:
    """What the rules ask about a thread and the post to be marked."""

    asker_id: int
    post_author_id: int
    is_question: bool
    kind: str
    closed: bool
    locked: bool
    hidden: bool
    another_stands: bool
    """An exclusive solution stands already."""


def may_accept(actor: Actor, choice: Choice) -> Verdict:
    """Say whether `actor` may mark the post: the asker their own choice, staff and helpers on behalf."""
    own = actor.id is not None and actor.id == choice.asker_id
    allowed = permitted(actor, "accept" if own else "accept_on_behalf")
    if not allowed:
        return allowed
    if choice.kind != "question" or choice.is_question:
        return Verdict("not_a_reply")
    if choice.hidden:
        return Verdict("hidden")
    if not own and choice.post_author_id == actor.id:
        return Verdict("own_answer")
    if choice.locked:
        return Verdict("solution_locked")
    if own and choice.closed:
        return Verdict("thread_closed")
    return Verdict("already_solved") if choice.another_stands else YES


def may_remove(
    actor: Actor, *, asker_id: int, marked_by_id: int | None, confirmed: bool, locked: bool
) -> Verdict:
    """Say whether `actor` may take a mark away: the asker always, who proposed it until it is confirmed."""
    allowed = permitted(actor, "remove_solution")
    if not allowed:
        return allowed
    if locked:
        return Verdict("solution_locked")
    if actor.id == asker_id:
        return YES
    if marked_by_id == actor.id and not confirmed:
        return YES
    return Verdict("not_yours")


def may_lock(actor: Actor, *, author_ids: Collection[int]) -> Verdict:
    """Say whether `actor` may lock or unlock the choice in a thread; not where an own answer is among the marked."""
    allowed = permitted(actor, "lock_solution")
    return Verdict("own_post") if allowed and actor.id in author_ids else allowed
