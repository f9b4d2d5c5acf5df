"""Who may find a post helpful, say that a question is theirs too, and ignore somebody."""

from community.model.members import Role
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import YES, Verdict


def may_find_helpful(actor: Actor, *, author_id: int, is_question: bool, kind: str, hidden: bool) -> Verdict:
    """Say whether a customer may call a post helpful: somebody else's, and no question, which asks for help."""
    allowed = permitted(actor, "find_helpful")
    if not allowed:
        return allowed
    if actor.id == author_id:
        return Verdict("own_helpful")
    if hidden:
        return Verdict("hidden")
    return Verdict("not_an_answer") if is_question and kind == "question" else YES


def may_be_affected(actor: Actor, *, asker_id: int, kind: str, hidden: bool) -> Verdict:
    """Say whether a customer may say that a question is theirs too."""
    allowed = permitted(actor, "be_affected")
    if not allowed:
        return allowed
    if actor.id == asker_id:
        return Verdict("own_question")
    if hidden:
        return Verdict("thread_hidden")
    return YES if kind == "question" else Verdict("not_a_question")


def may_ignore(actor: Actor, *, member_id: int, role: Role) -> Verdict:
    """Say whether a customer may ignore an account; never the team, which owes and is owed answers."""
    allowed = permitted(actor, "ignore_member")
    if not allowed:
        return allowed
    if actor.id == member_id:
        return Verdict("ignore_self")
    return YES if role is Role.customer else Verdict("ignore_team")
