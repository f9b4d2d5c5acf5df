"""Permalinks, editing, history and withdrawal of posts."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.drafts import draft_edit
from community.commands.edits import edit_post
from community.commands.hidings import restore_post, withdraw_post
from community.policy.verdicts import Refused
from community.queries.history_page import history_page
from community.queries.post_edit_page import post_edit_page
from community.queries.thread_page import page_of_post
from community.web import refusals
from community.web.arguments import form_id
from community.web.attaching import sent_files
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.kept import forget, kept_form
from community.web.previews import previewed, previewing
from community.web.private_data import asking
from community.web.public.blueprint import blueprint
from community.web.refused_forms import refused
from community.web.rendering import render
from community.web.session import current_actor

Answer = str | Response | tuple[str, int]


@blueprint.get("/posts/<int:post_id>")
def post(post_id: int) -> Answer:
    """Lead to the page and the place of a post."""
    thread, page = page_of_post(db_session(), current_actor(), post_id)
    number = page if page > 1 else None
    address = url_for("public.thread", thread_id=thread.id, slug=thread.slug, page=number)
    return redirect(f"{address}#post-{post_id}")


@blueprint.get("/posts/<int:post_id>/edit")
def post_edit(post_id: int) -> Answer:
    """Show the form to change an own post."""
    page = post_edit_page(db_session(), current_actor(), post_id)
    form = kept_form(f"edit:{post_id}", FormState({"body": page.source, "title": page.title}))
    return render("posts/edit.html", page=page, form=form)


@blueprint.post("/posts/<int:post_id>/edit", endpoint="post_edit_save")
def post_edit_save(post_id: int) -> Answer:
    """Change a post: a customer's at once, the team's through a reader."""
    files = sent_files()
    if previewing():
        return _edit_again(post_id, previewed())
    if (asked_first := asking(typed(request.form.to_dict(flat=False)))) is not None:
        return _edit_again(post_id, asked_first), 422
    # Each form names the revision it shows, so that nobody overwrites what they have not seen.
    after, key = form_id("revision"), request.form.get("submission")
    source, title = files.source, request.form.get("title") or None
    try:
        files.insist()
        with writing() as work:
            actor = current_actor()
            change = draft_edit if actor.is_staff else edit_post
            made = change(
                work, actor, post_id, source=source, title=title, after=after, uploads=files.ids, key=key
            )
            forget(work, f"edit:{post_id}")
    except Refused as error:
        if error.code in ("sign_in", "not_yours", "not_allowed"):
            raise
        return _edit_again(post_id, refused(error, titled=True)), refusals.status(error.code)
    if made.draft_id is not None:
        flash(gettext("Your change waits for a second reader. The old text stays until then."), "done")
    return redirect(url_for("public.post", post_id=post_id))


def _edit_again(post_id: int, form: FormState) -> str:
    page = post_edit_page(db_session(), current_actor(), post_id)
    page = replace(page, submission=request.form.get("submission") or page.submission)
    return render("posts/edit.html", page=page, form=form)


@blueprint.get("/posts/<int:post_id>/history")
def post_history(post_id: int) -> str:
    """Show the texts a post has had."""
    older, newer = request.args.get("older", type=int), request.args.get("newer", type=int)
    page = history_page(db_session(), current_actor(), post_id, older=older, newer=newer)
    return render("posts/history.html", page=page)


@blueprint.post("/posts/<int:post_id>/withdrawal")
def withdrawal(post_id: int) -> Answer:
    """Take an own post back."""
    with writing() as work:
        question = withdraw_post(work, current_actor(), post_id).thread_id
    undo = url_for("public.withdrawal_removal", post_id=post_id)
    flash(gettext("Your post was withdrawn."), f"undo {undo}")
    return redirect(url_for("public.landing") if question else url_for("public.post", post_id=post_id))


@blueprint.post("/posts/<int:post_id>/withdrawal/removal")
def withdrawal_removal(post_id: int) -> Answer:
    """Publish again what was taken back."""
    with writing() as work:
        restore_post(work, current_actor(), post_id)
    flash(gettext("Your post is back."), "done")
    return redirect(url_for("public.post", post_id=post_id))
