"""What a board asks for besides the question: the list, one more, their order, and what is asked no more."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.product_fields import add_field, move_field_up, retire_field
from community.model.product_fields import FieldKind
from community.policy.verdicts import Refused
from community.queries.product_fields import fields_page
from community.web.account.answers import refused
from community.web.admin.blueprint import blueprint
from community.web.arguments import chosen
from community.web.database import db_session, writing
from community.web.forms import FormState
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor

FAULTS = {"label_": "label", "options_": "options", "field": "label"}


@blueprint.get("/boards/<slug>/fields", endpoint="fields")
def fields(slug: str) -> str:
    """Show what the board asks for, and the form for one more."""
    return _show(slug)


@blueprint.post("/boards/<slug>/fields", endpoint="field_add")
def field_add(slug: str) -> Response | tuple[str, int]:
    """Ask for one more thing."""
    form = request.form
    try:
        with writing() as work:
            add_field(
                work,
                current_actor(),
                slug,
                label=form.get("label", ""),
                kind=chosen(FieldKind, form.get("kind", "")) or FieldKind.text,
                options=form.get("options", "").splitlines(),
                required="required" in form,
            )
    except Refused as error:
        return _show(slug, refused(error, FAULTS)), 422
    flash(gettext("The board asks for that from now on."), "done")
    return redirect(url_for("admin.fields", slug=slug))


@blueprint.post("/boards/<slug>/fields/<int:field_id>", endpoint="field_change")
def field_change(slug: str, field_id: int) -> Response:
    """Move a field up, ask for it no more, or again."""
    change = request.form.get("change")
    if change not in ("up", "retire", "restore"):
        abort(400)
    with writing() as work:
        if change == "up":
            move_field_up(work, current_actor(), field_id)
        else:
            retire_field(work, current_actor(), field_id, retired=change == "retire")
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.fields", slug=slug))


def _show(slug: str, form: FormState = EMPTY_FORM) -> str:
    return render("admin/fields.html", page=fields_page(db_session(), current_actor(), slug), form=form)
