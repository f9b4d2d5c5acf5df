"""The team opens a thread: announcement, article or discussion, read by a colleague before it is published."""

import secrets

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.drafts import draft_thread
from community.model.threads import ThreadKind
from community.policy.rights import permitted
from community.policy.threads import kinds_of
from community.policy.verdicts import Refused, insist
from community.queries.boards import board_cards
from community.web import refusals
from community.web.account.answers import refused
from community.web.arguments import chosen
from community.web.attaching import sent_files
from community.web.database import db_session, writing
from community.web.desk.blueprint import blueprint
from community.web.forms import FormState
from community.web.kept import forget, kept_form
from community.web.previews import previewed, previewing
from community.web.rendering import render
from community.web.session import current_actor

FIELDS = {"title_": "title", "body_": "body", "kind_": "kind", "upload": "files"}


@blueprint.get("/threads/new", endpoint="thread_new")
def thread_new() -> str:
    """Show the form."""
    insist(permitted(current_actor(), "open_thread_as_staff"))
    return _show(kept_form("open"))


@blueprint.post("/threads/new", endpoint="thread_open")
def thread_open() -> Response | str | tuple[str, int]:
    """Hand the text in for reading."""
    insist(permitted(current_actor(), "open_thread_as_staff"))
    files = sent_files()
    if previewing():
        return _show(previewed())
    form = request.form
    try:
        files.insist()
        with writing() as work:
            made = draft_thread(
                work,
                current_actor(),
                form.get("board", ""),
                title=form.get("title", ""),
                source=files.source,
                kind=chosen(ThreadKind, form.get("kind", "")) or ThreadKind.question,
                uploads=files.chosen,
                key=form.get("submission"),
            )
            forget(work, "open")
    except Refused as error:
        return _show(refused(error, FIELDS)), refusals.status(error.code)
    if made.post_id is not None:
        return redirect(url_for("public.post", post_id=made.post_id))
    flash(gettext("Handed in. A colleague reads it before it is published."), "done")
    return redirect(url_for("desk.draft", draft_id=made.draft_id))


def _show(form: FormState) -> str:
    boards = [(card.slug, card.name) for card, _ in board_cards(db_session(), current_actor())]
    submission = form.value("submission") or secrets.token_urlsafe(16)
    return render(
        "desk/new_thread.html",
        form=form,
        boards=boards,
        kinds=kinds_of(current_actor()),
        submission=submission,
    )
