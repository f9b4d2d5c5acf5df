"""Boards: the list and a new one."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.boards import allow_several_solutions, create_board
from community.model.boards import Visibility
from community.policy.verdicts import Refused
from community.queries.admin_pages import AdminBoards
from community.queries.boards_page import boards_page
from community.web import refusals
from community.web.admin.blueprint import blueprint
from community.web.arguments import chosen
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor


@blueprint.get("/boards")
def boards() -> str:
    """Show the boards and the form for a new one."""
    return _show()


@blueprint.post("/boards", endpoint="board_create")
def board_create() -> Response | tuple[str, int]:
    """Make a board."""
    form = request.form
    visibility = chosen(Visibility, form.get("visibility", "")) or Visibility.public
    try:
        with writing() as work:
            create_board(
                work,
                current_actor(),
                form.get("name", ""),
                description=form.get("description", ""),
                visibility=visibility,
                icon=form.get("icon", "chat"),
                parent_slug=form.get("parent") or None,
            )
    except Refused as error:
        return _show(
            typed(form.to_dict(flat=False), {"name": refusals.sentence(error.code)}, lacking=error.lacking)
        ), 422
    flash(gettext("Board created."), "done")
    return redirect(url_for("admin.boards"))


@blueprint.post("/boards/<slug>/solutions", endpoint="board_solutions")
def board_solutions(slug: str) -> Response:
    """Say whether threads of a board may have several solutions."""
    with writing() as work:
        allow_several_solutions(work, current_actor(), slug, request.form.get("several") == "1")
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.boards"))


def _show(form: FormState = EMPTY_FORM) -> str:
    page = AdminBoards(boards_page(db_session(), current_actor()).groups)
    parents = [(group.board.slug, group.board.name) for group in page.groups]
    return render("admin/boards.html", page=page, parents=parents, form=form)
