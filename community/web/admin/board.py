"""One board: its words, place and rules, and its order among the others."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.board_changes import change_board, move_board
from community.model.boards import Holding, Visibility
from community.model.threads import ThreadKind
from community.policy.verdicts import Refused
from community.queries.admin_places import admin_board
from community.web import refusals
from community.web.admin.blueprint import blueprint
from community.web.arguments import chosen
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor

FIELDS = {"unread_inside": "visibility", "bad_value": "kinds"}
"""The field that a refusal is about; else the name."""


@blueprint.get("/boards/<slug>")
def board(slug: str) -> str:
    """Show the form of a board."""
    return _show(slug)


@blueprint.post("/boards/<slug>", endpoint="board_change")
def board_change(slug: str) -> Response | tuple[str, int]:
    """Change a board."""
    form = request.form
    kinds = [kind for kind in ThreadKind if kind.value in form.getlist("kinds")]
    try:
        with writing() as work:
            change_board(
                work,
                current_actor(),
                slug,
                name=form.get("name", ""),
                description=form.get("description", ""),
                icon=form.get("icon", "chat"),
                parent_slug=form.get("parent") or None,
                visibility=chosen(Visibility, form.get("visibility", "")) or Visibility.staff,
                holding=chosen(Holding, form.get("holding", "")) or Holding.all,
                kinds=kinds,
            )
    except Refused as error:
        state = typed(
            form.to_dict(flat=False),
            {FIELDS.get(error.code, "name"): refusals.sentence(error.code)},
            lacking=error.lacking,
        )
        return _show(slug, state), refusals.status(error.code)
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.boards"))


@blueprint.post("/boards/<slug>/position", endpoint="board_move")
def board_move(slug: str) -> Response:
    """Move a board up or down among its neighbours."""
    with writing() as work:
        move_board(work, current_actor(), slug, "up" if request.form.get("direction") == "up" else "down")
    return redirect(url_for("admin.boards"))


def _show(slug: str, form: FormState = EMPTY_FORM) -> str:
    return render("admin/board.html", page=admin_board(db_session(), current_actor(), slug), form=form)
