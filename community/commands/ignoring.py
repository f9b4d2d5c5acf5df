"""Customers ignore each other; the team can't be ignored, and ignores nobody."""

from community import access, clock
from community.commands.single_rows import put_row, take_row
from community.model.readers import Ignored
from community.policy.actors import Actor
from community.policy.readers import may_ignore
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.text.names import name_key
from community.work import Work


def ignore_member(work: Work, actor: Actor, name: str) -> None:
    """Fold what the member called `name` writes, from now on.

    Raises Absent, or Refused: sign_in, not_allowed, ignore_self, ignore_team.
    """
    insist(permitted(actor, "ignore_member"))
    member, _ = access.member(work.session, name_key(name))
    insist(may_ignore(actor, member_id=member.id, role=member.role))
    put_row(work, Ignored, {"member_id": actor.known(), "ignored_id": member.id}, since=clock.now())


def ignore_member_no_more(work: Work, actor: Actor, name: str) -> None:
    """Show again what the member called `name` writes. Raises Absent, or Refused: sign_in, not_allowed."""
    insist(permitted(actor, "ignore_member"))
    member, _ = access.member(work.session, name_key(name))
    take_row(work, Ignored, member_id=actor.known(), ignored_id=member.id)
