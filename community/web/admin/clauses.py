"""The clauses people choose from when they close, hide, settle or leave without an answer."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.clauses import set_clauses
from community.policy.clauses import USES
from community.policy.verdicts import Refused
from community.queries.clauses import clauses
from community.web import refusals
from community.web.admin.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/clauses", endpoint="clauses")
def show() -> str:
    """Show the lists, a line for each clause."""
    lists = clauses(db_session())
    return _show(FormState({use: "\n".join(lines) for use, lines in lists.items()}))


@blueprint.post("/clauses", endpoint="clauses_save")
def save() -> Response | tuple[str, int]:
    """Keep every list that was changed, or none of them."""
    use = USES[0]
    now = clauses(db_session())
    try:
        with writing() as work:
            for use in USES:
                lines = request.form.get(use, "").splitlines()
                if [line.strip() for line in lines if line.strip()] != list(now[use]):
                    set_clauses(work, current_actor(), use, lines)
    except Refused as error:
        form = typed(request.form.to_dict(flat=False), {use: refusals.sentence(error.code)})
        return _show(form), refusals.status(error.code)
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.clauses"))


def _show(form: FormState) -> str:
    return render("admin/clauses.html", form=form)
