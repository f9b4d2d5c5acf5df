"""Who may edit, withdraw and hide a post."""

import datetime as dt
from typing import Final

from community.model.members import Right
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import YES, Verdict

UNDONE_WITHIN: Final = dt.timedelta(seconds=60)
"""As long nobody is told of a new thread (events.ThreadStands)."""


def may_edit(actor: Actor, *, author_id: int, hidden: bool, closed: bool, by_staff: bool = False) -> Verdict:
    """Say whether `actor` may change a post's text: a customer at once, staff through a reader.

    What somebody wrote for the company (`by_staff`) is not theirs any more once they left it.
    """
    own = actor.id == author_id
    allowed = permitted(actor, "draft_edit" if actor.is_staff else "edit_own")
    if not allowed:
        return allowed
    if not own and not (actor.is_staff and Right.moderator in actor.rights):
        return Verdict("not_yours")
    if by_staff and not actor.is_staff:
        return Verdict("not_yours")
    if hidden:
        return Verdict("hidden")
    return Verdict("thread_closed") if closed and not actor.is_staff else YES


def may_withdraw(
    actor: Actor, *, author_id: int, is_question: bool, replies: int, by_staff: bool = False
) -> Verdict:
    """Say whether a customer may take an own post back; a question only while nobody replied.

    What they wrote for the company (`by_staff`) before they left it stays the company's.
    """
    allowed = permitted(actor, "withdraw_own")
    if not allowed:
        return allowed
    if actor.id != author_id or by_staff:
        return Verdict("not_yours")
    return Verdict("already_answered") if is_question and replies else YES


def may_take_back(actor: Actor, *, author_id: int, replies: int, age: dt.timedelta) -> Verdict:
    """Say whether a customer may undo publishing a question: for a minute, while nobody replied."""
    allowed = may_withdraw(actor, author_id=author_id, is_question=True, replies=replies)
    return Verdict("too_late") if allowed and age > UNDONE_WITHIN else allowed


def may_restore(
    actor: Actor, *, author_id: int, withdrawn_by_id: int | None, by_staff: bool = False
) -> Verdict:
    """Say whether a customer may publish an own post again: what they took back themselves."""
    allowed = permitted(actor, "withdraw_own")
    if not allowed:
        return allowed
    if actor.id != author_id or by_staff:
        return Verdict("not_yours")
    return YES if withdrawn_by_id == author_id else Verdict("not_withdrawn")


def may_hide(actor: Actor, *, author_id: int) -> Verdict:
    """Say whether `actor` may hide a post; nobody moderates their own."""
    allowed = permitted(actor, "hide")
    return Verdict("own_post") if allowed and actor.id == author_id else allowed
