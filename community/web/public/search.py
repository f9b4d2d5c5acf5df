"""Search."""

from flask import current_app, request

from community.effects.waking import note_missed_search
from community.queries.search_page import search_page
from community.text.searched import worth_keeping
from community.web.database import db_session
from community.web.engine import report_degraded, search_engine
from community.web.guest_pages.keeping import keep_off
from community.web.public.blueprint import blueprint
from community.web.public.visiting import is_person
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/search")
def search() -> str:
    """Show what was found, and ways to narrow it."""
    fields = request.args.to_dict(flat=False)
    page = search_page(db_session(), current_actor(), search_engine(), fields)
    report_degraded(page.degraded)
    if page.degraded or page.missed:
        # Each search that finds nothing is counted.
        keep_off()
    if page.missed and is_person() and (words := worth_keeping(page.words)):
        note_missed_search(current_app.extensions["settings"], words)
    return render("search/search.html", page=page)
