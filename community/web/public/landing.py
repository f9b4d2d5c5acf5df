"""The landing page."""

from community.queries.landing_page import landing_page
from community.queries.thread_rows import FILTERS
from community.web.arguments import one_of, page_number
from community.web.database import db_session
from community.web.figures import kept_figures
from community.web.public.blueprint import blueprint
from community.web.public.known_issues import issue_notice
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/")
def landing() -> str:
    """Show search, boards and the newest threads."""
    page = landing_page(
        db_session(),
        current_actor(),
        kept_figures(),
        filter=one_of("filter", FILTERS),
        page=page_number(),
    )
    return render("landing/landing.html", page=page, notice=issue_notice(page.issue))
