"""The queue."""

from flask import request

from community.queries.desk_page import LANES, desk_page
from community.queries.readings_page import readings_page
from community.web.arguments import is_id, one_of
from community.web.database import db_session
from community.web.desk.blueprint import blueprint
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/")
def queue() -> str:
    """Show the lanes, longest waiting first."""
    lane = one_of("lane", LANES)
    chosen = request.args.get("case", "")
    case = int(chosen) if is_id(chosen) else None
    expanded = request.args.get("all") == "1"
    page = desk_page(db_session(), current_actor(), lane=lane, expanded=expanded, case=case)  # type: ignore[arg-type]
    return render("desk/queue.html", page=page)


@blueprint.get("/readings")
def readings() -> str:
    """Show the drafts that wait for a reader."""
    return render("desk/readings.html", page=readings_page(db_session(), current_actor()))
