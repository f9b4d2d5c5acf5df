"""While a text is being written: seeing it as it will look, keeping it, throwing it away."""

from flask import flash, jsonify, redirect, request, session
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.web.database import writing
from community.web.filters import time_of_day
from community.web.kept import forget, keep, page_of
from community.web.languages import language, zone
from community.web.limits import PREVIEW, SAVING, limiter
from community.web.previews import preview as preview_of
from community.web.public.blueprint import blueprint
from community.web.rendering import render_block
from community.web.session import current_actor


@blueprint.post("/preview")
@limiter.limit(PREVIEW)
def preview() -> str:
    """Return a text as it will look, for the script of the editor. Raises Refused: body_long."""
    return render_block("posts/preview.html", "preview", html=preview_of(request.form.get("body", "")))


@blueprint.post("/saved-texts")
@limiter.limit(SAVING)
def saved_text() -> Response:
    """Keep what is being written; say when, in words, for the line below the editor."""
    with writing() as work:
        at = keep(work, request.form.get("place", ""), request.form.to_dict(flat=False))
    words = gettext("Draft saved at %(time)s", time=time_of_day(at, language(), zone())) if at else ""
    return jsonify({"said": words})


@blueprint.post("/saved-texts/removal")
def saved_text_removal() -> Response:
    """Throw away what was kept for a place and show its form anew."""
    place = request.form.get("place", "")
    if "composition" not in session:
        insist(permitted(current_actor(), "save_text"))
    address = page_of(place)
    with writing() as work:
        forget(work, place)
    flash(gettext("Draft discarded."), "done")
    return redirect(address)
