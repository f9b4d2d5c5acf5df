"""Gives out names: readable ones, nobody else's, and no customer's that speaks for the house."""

from sqlalchemy import select

from community.commands.site import read_setting
from community.model.members import Participant, Role
from community.model.teams import Site, Team
from community.policy.verdicts import Refused
from community.text.names import BadName, clashes, clean_name, is_reserved, name_key, reserved_with
from community.work import Work


def usable_name(work: Work, raw: str, role: Role, *, holder_id: int | None = None) -> tuple[str, str]:
    """Return the name as it will be kept, and its key; `holder_id` is the account it is for, if there is one.

    Staff may be called "Team Kiel", for they do speak for the house; nobody may look like another account.
    Raises Refused: name_too_short, name_too_long, name_invisible, name_characters, name_punctuation,
    name_address, name_mixed_scripts, name_reserved, name_taken.
    """
    try:
        name = clean_name(raw)
    except BadName as error:
        raise Refused(f"name_{error.code}") from error
    key = name_key(name)
    if role is Role.customer and _speaks_for_the_house(work, name, key):
        raise Refused("name_reserved")
    taken = select(Participant.id).where(Participant.name_key == key, Participant.has_account)
    if work.session.scalar(taken) not in (None, holder_id):
        raise Refused("name_taken")
    return name, key


def _speaks_for_the_house(work: Work, name: str, key: str) -> bool:
    site_name = read_setting(work, "name")
    ours = (*work.session.scalars(select(Team.name)), *work.session.scalars(select(Site.name)))
    return is_reserved(name, [site_name]) or clashes(key, reserved_with(site_name, ours))
