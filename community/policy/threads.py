"""Who may open a thread, reply in one, and when a text is held."""

from community.model.boards import Holding
from community.model.members import Right
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import YES, Verdict


def kinds_of(actor: Actor) -> tuple[str, ...]:
    """Return the kinds of threads `actor` opens at all: staff never act as customers, only the company announces."""
    return ("announcement", "article", "discussion") if actor.is_staff else ("question", "discussion", "idea")


def may_open(actor: Actor, kind: str, allowed_kinds: frozenset[str]) -> Verdict:
    """Say whether `actor` may open a thread of `kind` in a board that allows `allowed_kinds`."""
    allowed = permitted(actor, "open_thread_as_staff" if actor.is_staff else "ask")
    if not allowed:
        return allowed
    if kind not in kinds_of(actor) or kind not in allowed_kinds:
        return Verdict("kind_not_allowed")
    return YES if actor.is_staff or actor.email_confirmed else Verdict("confirm_email")


def may_reply(actor: Actor, *, closed: bool) -> Verdict:
    """Say whether `actor` may reply in a thread they see; a closure never stops the word that is still owed."""
    allowed = permitted(actor, "draft_reply" if actor.is_staff else "reply")
    if not allowed:
        return allowed
    if closed and not actor.is_staff:
        return Verdict("thread_closed")
    return YES if actor.is_staff or actor.email_confirmed else Verdict("confirm_email")


def held_because(actor: Actor, holding: Holding, *, links: bool) -> str:
    """Return why a customer's text waits for a moderator in a board that holds so: board, first_post or links.

    `links`: the text names an address elsewhere. '' where nothing is held.
    """
    if holding is Holding.all:
        return "board"
    if holding in (Holding.first_posts, Holding.links) and actor.newcomer:
        return "first_post"
    trusted = actor.rights & {Right.helper, Right.moderator}
    return "links" if holding is Holding.links and links and not trusted else ""
