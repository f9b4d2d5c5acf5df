"""Founds the demo community: its boards, tags, accounts and texts."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from community import access
from community.commands.boards import choose_icon, create_board, tag_named
from community.commands.founding import found, offer_founding
from community.commands.members import add_member, update_profile
from community.commands.product_fields import add_field
from community.commands.site import change_setting
from community.commands.standing import set_role
from community.demo.dial import Dial
from community.demo.script import Person, Place
from community.model.boards import Holding, Visibility
from community.model.members import Right, Role
from community.model.product_fields import FieldKind
from community.text.titles import slug
from community.work import unit_of_work

_OPENED: Final = 1900
"""Days ago; before the first of the customers came."""


def found_place(
    session: Session, place: Place, end: dt.datetime, dial: Dial, passwords: Mapping[str, str]
) -> dict[str, int]:
    """Found the place and return the ids of all accounts by name; only those with a password can sign in."""
    founder = next(person for person in place.people.values() if person.role == "administrator")
    dial.turn(end - dt.timedelta(days=_OPENED))
    ids = {founder.name: _found(session, place, founder, passwords[founder.name])}
    _furnish(session, place, ids[founder.name], founder.team)
    for person in sorted(place.people.values(), key=lambda person: -person.since):
        if person is not founder:
            dial.turn(end - dt.timedelta(days=person.since))
            ids[person.name] = _admit(session, ids[founder.name], person, passwords.get(person.name))
    return ids


def address(name: str) -> str:
    """Return the mail address of somebody; example.org is nobody's (RFC 2606)."""
    return f"{slug(name).replace('-', '.')}@example.org"


def _found(session: Session, place: Place, founder: Person, password: str) -> int:
    first = place.boards[0]
    with unit_of_work(session) as work:
        secret = offer_founding(work) or ""
        member = found(
            work,
            secret,
            name=place.settings["name"],
            language="de",
            admin_name=founder.name,
            admin_email=address(founder.name),
            password=password,
            boards=[f"{first.name} – {first.description}"],
        )
        choose_icon(work, None, slug(first.name), first.icon)
        return member.id


def _furnish(session: Session, place: Place, founder: int, team: str | None) -> None:
    with unit_of_work(session) as work:
        admin = access.actor(session, founder)
        set_role(work, admin, founder, Role.administrator, team=team)
        for board in place.boards[1:]:
            create_board(
                work,
                admin,
                board.name,
                description=board.description,
                icon=board.icon,
                visibility=Visibility(board.visibility),
                holding=Holding(board.holding),
            )
        for board in place.boards:
            for field in board.fields:
                add_field(work, admin, slug(board.name), **{**field, "kind": FieldKind(field["kind"])})
        for tag in place.tags:
            tag_named(work, tag)
        for key, value in place.settings.items():
            if key != "name":
                change_setting(work, admin, key, value)


def _admit(session: Session, founder: int, person: Person, password: str | None) -> int:
    with unit_of_work(session) as work:
        member = add_member(
            work,
            access.actor(session, founder),
            name=person.name,
            email=address(person.name),
            role=Role(person.role),
            rights=[Right(right) for right in person.rights],
            team=person.team,
            password=password,
        )
        if person.about:
            update_profile(work, access.actor(session, member.id), about=person.about)
        return member.id
