"""Links for people an administrator let in, until they have set a password."""

import datetime as dt
from typing import Final

from community.commands.accounts import account
from community.commands.one_time_links import make_link
from community.model.sign_ins import Purpose
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.work import Work

INVITATION_LASTS: Final = dt.timedelta(days=3)
"""Over a weekend; who is let in was not waiting for it, as somebody is who forgot a password."""


def invite(work: Work, actor: Actor, member_id: int) -> str:
    """Return the secret with which a member sets their first password; an earlier one ends.

    Who has a password is asked for by nobody: that would be a way into their account.
    Raises Absent, or Refused: not_allowed, has_password, member_suspended.
    """
    insist(permitted(actor, "administer"))
    member = account(work, member_id)
    if member.suspended_at is not None:
        raise Refused("member_suspended")
    if member.password_hash is not None:
        raise Refused("has_password")
    return make_link(work, Purpose.reset_password, member.id, member.email, lasts=INVITATION_LASTS)
