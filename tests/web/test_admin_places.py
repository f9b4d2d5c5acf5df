"""Boards, teams and sites in the administration: changed by administrators, and never wider than what was read."""

import pytest
from sqlalchemy import select, update

from community.model.boards import Board, BoardKind, Tag, Visibility
from community.model.records import AuditEntry
from community.model.teams import Site, Team
from tests.stories import asked, drafted

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

BOARDS = "/admin/boards"
INTERNET = {
    "name": "Internet und WLAN",
    "description": "Alles mit Kabel und Funk.",
    "icon": "wifi",
    "visibility": "members",
    "holding": "first_posts",
    "kinds": ["question", "discussion"],
}


def board(cast, slug):
    cast.session.rollback()
    return cast.session.scalars(select(Board).where(Board.slug == slug)).one()


def kinds(cast, slug):
    return set(cast.session.scalars(select(BoardKind.kind).where(BoardKind.board_id == board(cast, slug).id)))


def order(cast):
    cast.session.rollback()
    return list(
        cast.session.scalars(
            select(Board.slug).where(Board.parent_id.is_(None)).order_by(Board.position, Board.id)
        )
    )


def test_a_board_gets_other_words_and_rules(site):
    ada = site.signed_in("Ada")
    assert ada.post(f"{BOARDS}/internet", BOARDS, **INTERNET).status_code == 302
    found = board(site.cast, "internet")
    assert (found.name, found.visibility.value, found.holding.value) == (
        "Internet und WLAN",
        "members",
        "first_posts",
    )
    assert kinds(site.cast, "internet") == {"question", "discussion"}
    assert site.browser().get("/boards/internet").status_code == 404
    entry = site.cast.session.scalars(
        select(AuditEntry).where(AuditEntry.act == "board.changed").order_by(AuditEntry.id.desc())
    ).first()
    assert entry.details["visibility"] == "members" and "kinds" in entry.details


@pytest.mark.parametrize(
    ("wrong", "word"),
    [({"name": "  "}, "name"), ({"kinds": []}, "value"), ({"parent": "internet"}, "value")],
)
def test_what_no_board_can_be_is_said_and_kept_in_the_form(site, wrong, word):
    ada = site.signed_in("Ada")
    answer = ada.post(f"{BOARDS}/internet", BOARDS, **INTERNET | wrong)
    assert answer.status_code == 422 and word in answer.text and "Alles mit Kabel" in answer.text
    assert board(site.cast, "internet").name != INTERNET["name"]


def test_boards_change_places_and_stop_at_the_ends(site):
    ada, before = site.signed_in("Ada"), order(site.cast)
    ada.post(f"{BOARDS}/{before[1]}/position", BOARDS, direction="up")
    assert order(site.cast) == [before[1], before[0], *before[2:]]
    ada.post(f"{BOARDS}/{before[1]}/position", BOARDS, direction="up")
    assert order(site.cast)[0] == before[1]
    ada.post(f"{BOARDS}/{before[1]}/position", BOARDS, direction="down")
    assert order(site.cast) == before


def test_boards_that_share_a_position_come_apart(site):
    site.cast.session.execute(update(Board).values(position=1))
    site.cast.session.commit()
    before = order(site.cast)
    site.signed_in("Ada").post(f"{BOARDS}/{before[-1]}/position", BOARDS, direction="up")
    assert order(site.cast) == [*before[:-2], before[-1], before[-2]]


def test_a_board_with_unread_words_of_the_team_is_not_opened(site):
    cast = site.cast
    inside = board(cast, "internet")
    inside.visibility, inside.readers_required = Visibility.members, 0
    cast.session.commit()
    thread = asked(cast)
    drafted(cast, thread)
    ada = site.signed_in("Ada")
    answer = ada.post(f"{BOARDS}/internet", BOARDS, **INTERNET | {"visibility": "public"})
    assert answer.status_code == 409 and "nobody has read" in answer.text
    assert board(cast, "internet").visibility is Visibility.members


def test_teams_and_sites_are_made_and_renamed(site):
    ada, teams = site.signed_in("Ada"), "/admin/teams"
    assert ada.post(teams, teams, name="Technik Nord", site="Flensburg").status_code == 302
    site.cast.session.rollback()
    team = site.cast.session.scalars(select(Team).where(Team.name == "Technik Nord")).one()
    place = site.cast.session.get_one(Site, team.site_id)
    assert ada.post(teams, teams, name="Technik Nord", site="Kiel").status_code == 409
    changed = {f"team-{team.id}": "Technik", f"at-{team.id}": "Kiel"}
    assert ada.post(f"{teams}/{team.id}", teams, **changed).status_code == 302
    zone = {f"site-{place.id}": "Husum", f"zone-{place.id}": "Europe/Copenhagen"}
    assert ada.post(f"/admin/sites/{place.id}", teams, **zone).status_code == 302
    assert (
        ada.post(f"/admin/sites/{place.id}", teams, **zone | {f"zone-{place.id}": "Moon"}).status_code == 422
    )
    site.cast.session.rollback()
    site.cast.session.expire_all()
    assert (team.name, place.name, place.timezone) == ("Technik", "Husum", "Europe/Copenhagen")
    assert "Husum" in ada.get(teams).text
    for address in (f"{teams}/9999", "/admin/sites/9999"):
        assert ada.post(address, teams, **zone).status_code == 404


def test_tags_are_made_and_renamed_and_keep_their_address(site):
    ada, tags = site.signed_in("Ada"), "/admin/tags"
    assert ada.post(tags, tags, name="Glasfaser").status_code == 302
    assert ada.post(tags, tags, name="glasfaser").status_code == 409
    assert ada.post(tags, tags, name="  ").status_code == 422
    site.cast.session.rollback()
    tag = site.cast.session.scalars(select(Tag).where(Tag.slug == "glasfaser")).one()
    assert ada.post(f"{tags}/{tag.id}", tags, **{f"tag-{tag.id}": "Glasfaser & FTTH"}).status_code == 302
    assert "Glasfaser &amp; FTTH" in ada.get(tags).text
    site.cast.session.refresh(tag)
    assert tag.slug == "glasfaser"
    assert ada.post(f"{tags}/9999", tags, **{"tag-9999": "Nothing"}).status_code == 404
