"""What could not be followed, and trying it again."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.dead_letters import retry_letter
from community.queries.dead_letters import dead_letters as given_up
from community.web.admin.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/dead-letters", endpoint="dead_letters")
def dead_letters() -> str:
    """List them."""
    return render("admin/dead_letters.html", letters=given_up(db_session()))


@blueprint.post("/dead-letters/<int:fact_id>", endpoint="dead_letter_retry")
def dead_letter_retry(fact_id: int) -> Response:
    """Have one tried again."""
    with writing() as work:
        retry_letter(work, current_actor(), fact_id)
    flash(gettext("It is tried again."), "done")
    return redirect(url_for("admin.dead_letters"))
