"""Overview of the place."""

from community.queries.admin_pages import admin_home
from community.queries.health import has_outgrown, health_lines
from community.web.admin.blueprint import blueprint
from community.web.database import db_session
from community.web.probes import parts_now
from community.web.rendering import render
from community.web.urls import app_settings


@blueprint.get("/")
def home() -> str:
    """Show figures and health."""
    known = app_settings()
    outgrown = has_outgrown(db_session(), known.search_url)
    lines = health_lines(parts_now(), mail_configured=known.mail_url is not None, outgrown=outgrown)
    return render("admin/home.html", page=admin_home(db_session(), lines))
