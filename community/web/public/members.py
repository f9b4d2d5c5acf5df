"""Public profiles."""

from community.queries.member_page import TABS, member_page
from community.web.arguments import one_of, page_number
from community.web.database import db_session
from community.web.public.blueprint import blueprint
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/members/<name>")
def member(name: str) -> str:
    """Show a member's profile."""
    page = member_page(db_session(), current_actor(), name, tab=one_of("tab", TABS), page=page_number())
    return render("members/member.html", page=page)
