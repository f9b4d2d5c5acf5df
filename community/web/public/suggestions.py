"""Suggestions while a search is typed."""

from flask import request

from community.queries.suggestions import suggestions
from community.web.database import db_session
from community.web.engine import report_degraded, search_engine
from community.web.public.blueprint import blueprint
from community.web.rendering import render_block
from community.web.session import current_actor


@blueprint.get("/search/suggestions")
def search_suggestions() -> str:
    """Return threads whose titles fit what is typed; without script the field is a plain search."""
    found = suggestions(db_session(), current_actor(), search_engine(), request.args.get("q", ""))
    report_degraded(found.degraded)
    return render_block("search/suggestions.html", "suggestions", found=found.items)
