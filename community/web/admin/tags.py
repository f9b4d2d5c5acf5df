"""Tags: the list, a new one, another name."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.tags import add_tag, rename_tag
from community.policy.verdicts import Refused
from community.queries.admin_places import admin_tags
from community.web import refusals
from community.web.admin.blueprint import blueprint
from community.web.arguments import page_number
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor

Answer = Response | tuple[str, int]


@blueprint.get("/tags")
def tags() -> str:
    """Show the tags by name."""
    return _show()


@blueprint.post("/tags", endpoint="tag_create")
def tag_create() -> Answer:
    """Make a tag."""
    try:
        with writing() as work:
            add_tag(work, current_actor(), request.form.get("name", ""))
    except Refused as error:
        return _refused(error, "name")
    return _saved()


@blueprint.post("/tags/<int:tag_id>", endpoint="tag_change")
def tag_change(tag_id: int) -> Answer:
    """Rename a tag."""
    field = f"tag-{tag_id}"
    try:
        with writing() as work:
            rename_tag(work, current_actor(), tag_id, request.form.get(field, ""))
    except Refused as error:
        return _refused(error, field)
    return _saved()


def _saved() -> Response:
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.tags"))


def _refused(error: Refused, field: str) -> tuple[str, int]:
    state = typed(request.form.to_dict(flat=False), {field: refusals.sentence(error.code)})
    return _show(state), refusals.status(error.code)


def _show(form: FormState = EMPTY_FORM) -> str:
    return render("admin/tags.html", page=admin_tags(db_session(), page=page_number()), form=form)
