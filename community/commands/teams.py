"""Makes and changes teams and the sites they work at."""

from typing import Final
from zoneinfo import available_timezones

from sqlalchemy import select

from community.access import Absent
from community.commands.audit import write_audit
from community.commands.site import read_setting
from community.model.teams import Site, Team
from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.text.characters import without_invisible
from community.work import Work

DEFAULT_TEAM: Final = "Team"
_LONGEST: Final = 40


def team_named(work: Work, name: str | None = None) -> Team:
    """Return the team, making it and a site of the same name where there is none; None: the default team.

    Raises Refused: team_name_bad.
    """
    name = clean_team_name(name or DEFAULT_TEAM)
    team = work.session.scalars(select(Team).where(Team.name == name)).one_or_none()
    if team is None:
        team = Team(name=name, site_id=_site_named(work, name).id)
        work.session.add(team)
        work.session.flush()
    return team


def clean_team_name(raw: str) -> str:
    """Return a team's name, which its badge says, with single spaces. Raises Refused: team_name_bad."""
    name = " ".join(raw.split())
    if not 1 <= len(name) <= _LONGEST or without_invisible(name) != name:
        raise Refused("team_name_bad")
    return name


def _site_named(work: Work, name: str) -> Site:
    site = work.session.scalars(select(Site).where(Site.name == name)).one_or_none()
    if site is None:
        site = Site(name=name, timezone=read_setting(work, "timezone"))
        work.session.add(site)
        work.session.flush()
    return site


def add_team(work: Work, actor: Actor, name: str, site: str) -> Team:
    """Make a team at a site, and the site where it is new. Raises Refused: not_allowed, team_name_bad, team_taken."""
    insist(permitted(actor, "administer"))
    name = _free_name(work, Team, name)
    team = Team(name=name, site_id=_site_named(work, clean_team_name(site)).id)
    work.session.add(team)
    work.session.flush()
    write_audit(work, actor, "team.created", "team", team.id, name=name)
    return team


def change_team(work: Work, actor: Actor, team_id: int, *, name: str, site: str) -> Team:
    """Rename a team or move it to another site; posts keep the badge they were sent with.

    Raises Absent, or Refused: not_allowed, team_name_bad, team_taken.
    """
    insist(permitted(actor, "administer"))
    team = work.session.get(Team, team_id)
    if team is None:
        raise Absent
    name = _free_name(work, Team, name, besides=team_id)
    site_id = _site_named(work, clean_team_name(site)).id
    if (team.name, team.site_id) != (name, site_id):
        team.name, team.site_id = name, site_id
        write_audit(work, actor, "team.changed", "team", team.id, name=name)
    return team


def change_site(work: Work, actor: Actor, site_id: int, *, name: str, timezone: str) -> Site:
    """Rename a site or correct its time zone.

    Raises Absent, or Refused: not_allowed, team_name_bad, team_taken, bad_timezone.
    """
    insist(permitted(actor, "administer"))
    site = work.session.get(Site, site_id)
    if site is None:
        raise Absent
    if timezone not in available_timezones():
        raise Refused("bad_timezone")
    name = _free_name(work, Site, name, besides=site_id)
    if (site.name, site.timezone) != (name, timezone):
        site.name, site.timezone = name, timezone
        write_audit(work, actor, "site.changed", "site", site.id, name=name, timezone=timezone)
    return site


def _free_name(work: Work, kind: type[Team] | type[Site], raw: str, besides: int = 0) -> str:
    name = clean_team_name(raw)
    if work.session.scalar(select(kind.id).where(kind.name == name, kind.id != besides)) is not None:
        raise Refused("team_taken")
    return name
