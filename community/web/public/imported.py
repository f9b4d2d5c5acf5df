"""Old addresses of imported content lead to the new ones."""

from flask import redirect, request, url_for
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from community.access import Absent
from community.queries.imported import resolve, resolve_path
from community.web.database import db_session
from community.web.errors import show
from community.web.public.blueprint import blueprint
from community.web.session import current_actor


@blueprint.get("/imported/<source>/<kind>/<external_id>", endpoint="imported")
def old_address(source: str, kind: str, external_id: str) -> Response:
    """Redirect an id of another system to its thread or post."""
    _, post_id = resolve(db_session(), current_actor(), source, kind, external_id)
    return redirect(url_for("public.post", post_id=post_id), 301)


@blueprint.app_errorhandler(NotFound)
def old_path(error: NotFound) -> Response:
    """Redirect an address that is none of ours to the question that had it in its old place, if any had."""
    # Only where no route fits: what a page of ours says is absent stays so.
    if request.routing_exception is not error or request.method not in ("GET", "HEAD"):
        return show(404)
    try:
        _, post_id = resolve_path(db_session(), current_actor(), request.path)
    except (Absent, OperationalError):
        return show(404)
    return redirect(url_for("public.post", post_id=post_id), 301)
