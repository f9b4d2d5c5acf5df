"""Texts of customers that wait for a moderator."""

from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.queries.held_page import held_page
from community.queries.product_fields import told_in_drafts
from community.web.database import db_session
from community.web.desk.blueprint import blueprint
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/held")
def held() -> str:
    """Show the held texts, oldest first."""
    insist(permitted(current_actor(), "review_held"))
    page = held_page(db_session(), current_actor())
    told = told_in_drafts(db_session(), current_actor(), [text.draft_id for text in page.texts])
    return render("desk/held.html", page=page, told=told)
