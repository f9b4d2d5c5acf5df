"""Teams and sites."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.teams import add_team, change_site, change_team
from community.policy.verdicts import Refused
from community.queries.admin_places import admin_teams
from community.web import refusals
from community.web.account.time_zones import time_zones
from community.web.admin.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.languages import language
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor

Answer = Response | tuple[str, int]


@blueprint.get("/teams")
def teams() -> str:
    """Show sites and teams, and the form for a new team."""
    return _show()


@blueprint.post("/teams", endpoint="team_create")
def team_create() -> Answer:
    """Make a team."""
    form = request.form
    try:
        with writing() as work:
            add_team(work, current_actor(), form.get("name", ""), form.get("site", ""))
    except Refused as error:
        return _refused(error, "name")
    return _saved()


@blueprint.post("/teams/<int:team_id>", endpoint="team_change")
def team_change(team_id: int) -> Answer:
    """Rename a team or move it."""
    form = request.form
    try:
        with writing() as work:
            name, site = form.get(f"team-{team_id}", ""), form.get(f"at-{team_id}", "")
            change_team(work, current_actor(), team_id, name=name, site=site)
    except Refused as error:
        return _refused(error, f"team-{team_id}")
    return _saved()


@blueprint.post("/sites/<int:site_id>", endpoint="site_change")
def site_change(site_id: int) -> Answer:
    """Rename a site or correct its time zone."""
    form = request.form
    try:
        with writing() as work:
            name, timezone = form.get(f"site-{site_id}", ""), form.get(f"zone-{site_id}", "")
            change_site(work, current_actor(), site_id, name=name, timezone=timezone)
    except Refused as error:
        field = f"zone-{site_id}" if error.code == "bad_timezone" else f"site-{site_id}"
        return _refused(error, field)
    return _saved()


def _saved() -> Response:
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.teams"))


def _refused(error: Refused, field: str) -> tuple[str, int]:
    state = typed(
        request.form.to_dict(flat=False), {field: refusals.sentence(error.code)}, lacking=error.lacking
    )
    return _show(state), refusals.status(error.code)


def _show(form: FormState = EMPTY_FORM) -> str:
    sites = admin_teams(db_session())
    # The first group is for people only: it means the zone of the place.
    zones = time_zones(language())[1:]
    places = [(site.name, site.name) for site in sites]
    return render("admin/teams.html", sites=sites, places=places, time_zones=zones, form=form)
