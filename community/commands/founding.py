"""Founds the place: a token for the operator's screen, then name, people and boards, once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from community.commands.audit import write_audit
from community.commands.board_icons import icon_for
from community.commands.boards import create_board
from community.commands.members import add_member, check_newcomer
from community.commands.one_time_links import make_link, redeem, revoke_links
from community.commands.site import read_setting, write_setting
from community.commands.teams import clean_team_name
from community.model.boards import Board
from community.model.members import Member, Right, Role
from community.model.sign_ins import Purpose
from community.model.threads import Thread
from community.policy.verdicts import Faults, Refused
from community.text.titles import slug
from community.work import Work

FIRST_BOARD: Final = {"en": "Questions", "de": "Fragen"}
_MOST_BOARDS: Final = 20
_DASH: Final = re.compile(r"\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class PlannedBoard:
    """A board to be made."""

    name: str
    description: str = ""


def ensure_first_board(work: Work) -> Board | None:
    """Make a board to ask in where there is none; return it, or None where there was one."""
    if work.session.scalar(select(func.count()).select_from(Board)):
        return None
    return create_board(work, None, FIRST_BOARD[read_setting(work, "language")])


def offer_founding(work: Work) -> str | None:
    """Return a new one-time token to found the place with, or None where it is; earlier tokens end."""
    if read_setting(work, "founded"):
        revoke_links(work, Purpose.found, None)
        return None
    return make_link(work, Purpose.found)


def found(
    work: Work,
    secret: str,
    *,
    name: str,
    language: str,
    admin_name: str,
    admin_email: str,
    password: str,
    boards: Sequence[str] = (),
) -> Member:
    """Found the place and return its first administrator, in a team called like the place.

    `boards` are names, each with its description after a dash if there is one. Raises Refused: link_invalid,
    already_founded; or everything that is wrong at once: site_name_bad, bad_language, boards_many, and as
    members.check_newcomer does; the token then still works.
    """
    redeem(work, Purpose.found, secret)
    if read_setting(work, "founded"):
        raise Refused("already_founded")
    faults = Faults()
    with faults.noted():
        name = _site_name(name)
        _write(work, "name", name, "site_name_bad")
    with faults.noted():
        _write(work, "language", language, "bad_language")
    with faults.noted():
        check_newcomer(work, name=admin_name, email=admin_email, password=password, role=Role.administrator)
    with faults.noted():
        wanted = _wanted_boards(boards)
    faults.insist_none()
    _write(work, "founded", True, "already_founded")
    founder = add_member(
        work,
        None,
        name=admin_name,
        email=admin_email,
        role=Role.administrator,
        rights=(Right.reader, Right.moderator),
        team=name,
        password=password,
    )
    founder.language = language
    _open_boards(work, wanted, language)
    revoke_links(work, Purpose.found, None)
    write_audit(work, None, "place.founded", "member", founder.id)
    return founder


def _site_name(raw: str) -> str:
    # The founder's team carries it, so it must do on a badge.
    try:
        return clean_team_name(raw)
    except Refused as error:
        raise Refused("site_name_bad") from error


def _write(work: Work, key: str, value: object, code: str) -> None:
    try:
        write_setting(work, None, key, value)
    except Refused as error:
        raise Refused(code) from error
    work.session.flush()


def _wanted_boards(names: Sequence[str]) -> dict[str, PlannedBoard]:
    """Return the boards by address, each name once."""
    wanted: dict[str, PlannedBoard] = {}
    for board in map(_planned, names):
        if board.name:
            wanted.setdefault(slug(board.name), board)
    if len(wanted) > _MOST_BOARDS:
        raise Refused("boards_many")
    return wanted


def _open_boards(work: Work, wanted: dict[str, PlannedBoard], language: str) -> None:
    """Make the boards; the first takes over the board that was there from the start."""
    ready_made = _untouched_board(work)
    if ready_made is not None:
        first = next(iter(wanted.values()), PlannedBoard(FIRST_BOARD[language]))
        ready_made.slug, ready_made.name = slug(first.name), first.name
        ready_made.description, ready_made.icon = first.description, icon_for(first.name)
        work.session.flush()
        wanted.pop(ready_made.slug, None)
    there = set(work.session.scalars(select(Board.slug)))
    for address, board in wanted.items():
        if address in there:
            continue
        create_board(
            work,
            None,
            board.name,
            description=board.description,
            icon=icon_for(board.name),
            board_slug=address,
        )


def _planned(line: str) -> PlannedBoard:
    name, _, description = _DASH.sub("\0", " ".join(line.replace("\0", " ").split()), count=1).partition("\0")
    return PlannedBoard(name[:60].strip(), description[:300])


def _untouched_board(work: Work) -> Board | None:
    boards = work.session.scalars(select(Board)).all()
    threads = work.session.scalar(select(func.count()).select_from(Thread))
    return boards[0] if len(boards) == 1 and not threads else None
