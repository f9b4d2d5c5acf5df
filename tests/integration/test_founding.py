"""Founding: once, by whoever reads the operator's screen."""

import pytest
from sqlalchemy import select

from community import access
from community.commands.boards import create_board
from community.commands.founding import ensure_first_board, found, offer_founding
from community.commands.members import add_member
from community.commands.one_time_links import make_link
from community.model.boards import Board
from community.model.members import Member, Right, Role
from community.model.records import SiteSetting
from community.model.sign_ins import Purpose
from community.model.teams import Site, Team
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.work import unit_of_work
from tests.integration.racing import race

FORM = {
    "name": "Fördenetz hilft",
    "language": "de",
    "admin_name": "Ada",
    "admin_email": "ada@example.org",
    "password": "ein ganzer Satz",
    "boards": ["Internet – WLAN, Router", "Vertrag", "", "vertrag"],
}


def offered(session):
    with unit_of_work(session) as work:
        return offer_founding(work)


def founded(session, secret, **changes):
    with unit_of_work(session) as work:
        return found(work, secret, **{**FORM, **changes})


def boards(session):
    session.rollback()
    return [
        (row.slug, row.name, row.description)
        for row in session.scalars(select(Board).order_by(Board.position))
    ]


def test_a_fresh_place_has_a_board_to_ask_in(session):
    for _ in range(2):
        with unit_of_work(session) as work:
            ensure_first_board(work)
    assert boards(session) == [("questions", "Questions", "")]


def test_the_founder_is_administrator_with_every_right_and_a_team(session):
    with unit_of_work(session) as work:
        first = ensure_first_board(work).id
    founder = founded(session, offered(session))
    actor = access.actor(session, founder.id)
    assert actor.role is Role.administrator
    assert actor.rights == {Right.reader, Right.moderator}
    assert actor.badge == "Fördenetz hilft"
    assert actor.email_confirmed
    assert founder.language == "de"
    settings = {row.key: row.value for row in session.scalars(select(SiteSetting))}
    assert settings == {"founded": True, "name": "Fördenetz hilft", "language": "de"}
    assert (
        session.scalars(select(Site.name)).one()
        == session.scalars(select(Team.name)).one()
        == "Fördenetz hilft"
    )
    assert boards(session) == [("internet", "Internet", "WLAN, Router"), ("vertrag", "Vertrag", "")]
    assert session.scalars(select(Board.id).where(Board.slug == "internet")).one() == first


def test_without_wishes_the_first_board_speaks_the_language_of_the_place(session):
    with unit_of_work(session) as work:
        ensure_first_board(work)
    founded(session, offered(session), boards=[])
    assert boards(session) == [("fragen", "Fragen", "")]


def test_boards_that_are_in_use_stay(session):
    with unit_of_work(session) as work:
        create_board(work, None, "Vertrag")
        create_board(work, None, "Ideen")
    founded(session, offered(session))
    assert [slug for slug, *_ in boards(session)] == ["vertrag", "ideen", "internet"]


def test_each_start_makes_a_new_token_and_ends_the_one_before(session):
    first, second = offered(session), offered(session)
    assert not link_works(session, Purpose.found, first)
    assert link_works(session, Purpose.found, second)


def test_a_founded_place_is_not_founded_again(session):
    secret = offered(session)
    founded(session, secret)
    assert offered(session) is None
    with pytest.raises(Refused, match="link_invalid"):
        founded(session, secret, admin_name="Eve", admin_email="eve@example.org")
    with unit_of_work(session) as work:
        forged = make_link(work, Purpose.found)
    with pytest.raises(Refused, match="already_founded"):
        founded(session, forged, admin_name="Eve", admin_email="eve@example.org")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": ""}, "site_name_bad"),
        ({"name": "x" * 41}, "site_name_bad"),
        ({"name": "a\u200bb"}, "site_name_bad"),
        ({"language": "xx"}, "bad_language"),
        ({"admin_email": "ada"}, "bad_email"),
        ({"password": "kurz"}, "password_short"),
        ({"admin_name": "A"}, "name_too_short"),
        ({"boards": [f"Board {number}" for number in range(21)]}, "boards_many"),
    ],
)
def test_what_is_wrong_is_said_and_the_token_still_works(session, changes, code):
    secret = offered(session)
    with pytest.raises(Refused) as refusal:
        founded(session, secret, **changes)
    assert refusal.value.code == code
    assert session.scalars(select(Member)).all() == []
    founded(session, secret)


def test_a_taken_address_is_said(session):
    with unit_of_work(session) as work:
        add_member(work, None, name="Karla", email="ada@example.org")
    with pytest.raises(Refused, match="email_taken"):
        founded(session, offered(session))


@pytest.mark.parametrize("round_", range(3))
def test_of_two_founders_at_once_one_founds(database, round_):
    with database.session() as session:
        secret = offered(session)

    def founding(name):
        return lambda session: founded(session, secret, admin_name=name, admin_email=f"{name}@example.org")

    results = race(database, [founding("Ada"), founding("Eve"), founding("Ute")])
    assert sum(isinstance(result, Member) for result in results) == 1
    assert all(isinstance(result, Member | Refused) for result in results)
