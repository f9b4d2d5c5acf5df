"""Hiding posts and closing threads, from the thread itself."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.closures import close_thread, reopen_thread
from community.commands.hidings import hide_post, show_post
from community.queries.thread_page import page_of_post
from community.web.arguments import form_thread
from community.web.database import db_session, writing
from community.web.public.blueprint import blueprint
from community.web.session import current_actor


@blueprint.post("/posts/<int:post_id>/hiding")
def hiding(post_id: int) -> Response:
    """Hide a post with a reason."""
    with writing() as work:
        delete = request.form.get("delete") == "1"
        hide_post(work, current_actor(), post_id, request.form.get("reason", ""), delete=delete)
    flash(gettext("Hidden. Only the team and moderators still see it."), "done")
    return _back(post_id)


@blueprint.post("/posts/<int:post_id>/hiding/removal")
def hiding_removal(post_id: int) -> Response:
    """Show a hidden post again."""
    with writing() as work:
        show_post(work, current_actor(), post_id)
    flash(gettext("Visible again."), "done")
    return _back(post_id)


@blueprint.post("/threads/<int:thread_id>/closure")
def closure(thread_id: int) -> Response:
    """Close a thread to replies, with a reason."""
    with writing() as work:
        close_thread(work, current_actor(), thread_id, request.form.get("reason", ""), see=form_thread("see"))
    return redirect(url_for("public.thread", thread_id=thread_id))


@blueprint.post("/threads/<int:thread_id>/closure/removal")
def closure_removal(thread_id: int) -> Response:
    """Open a closed thread again."""
    with writing() as work:
        reopen_thread(work, current_actor(), thread_id)
    return redirect(url_for("public.thread", thread_id=thread_id))


def _back(post_id: int) -> Response:
    thread, page = page_of_post(db_session(), current_actor(), post_id)
    number = page if page > 1 else None
    address = url_for("public.thread", thread_id=thread.id, slug=thread.slug, page=number)
    return redirect(f"{address}#post-{post_id}")
