"""Asking a question; a guest writes first and signs in afterwards."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.taking_back import UNKNOWN_BOARD, take_back
from community.commands.threads import ask as ask_in
from community.policy.verdicts import Refused
from community.queries.ask_page import AskPage, SimilarThread, ask_page
from community.queries.boards import catch_all_board
from community.queries.search import similar_threads
from community.web import refusals
from community.web.asked_fields import asked, chosen_kind, field_errors, kinds, told
from community.web.attaching import sent_files
from community.web.database import db_session, writing
from community.web.engine import search_engine
from community.web.figures import kept_figures
from community.web.forms import FormState, typed
from community.web.kept import forget, keep_for_sign_in, kept_form
from community.web.previews import previewed, previewing
from community.web.private_data import asking
from community.web.public.blueprint import blueprint
from community.web.rendering import render, render_block
from community.web.session import current_actor

Answer = str | Response | tuple[str, int]

SHORTEST = 10
"""Characters from which matching threads are worth showing."""


@blueprint.get("/ask")
def ask() -> Answer:
    """Show the form, with what a guest wrote before signing in, or what a link brought along.

    With `part=similar` only the matching threads, for the script that asks while the title is typed.
    Raises Refused: staff_drafts, before somebody of the team has typed a word.
    """
    if current_actor().is_staff:
        raise Refused("staff_drafts")
    if request.args.get("part") == "similar":
        return _similar(request.args.get("title", ""))
    given = {name: request.args.get(name, "") for name in ("title", "body", "board", "kind")}
    # A text that waits goes before what a link brings along: typing on would overwrite it unseen.
    return _show(kept_form("ask", FormState(given)), looked=bool(request.args.get("title")))


@blueprint.post("/ask", endpoint="ask_publish")
def ask_publish() -> Answer:
    """Publish a question, or show the form again with what is missing."""
    form, files = typed(request.form.to_dict(flat=False)), sent_files()
    if request.form.get("step") == "similar":
        return _show(form, looked=True)
    if request.form.get("step") == "fields":
        return _show(form)
    if request.form.get("step") == "helped":
        return _helped()
    if previewing():
        return _show(previewed())
    if current_actor().is_staff:
        # Who may is asked before what is missing; the text comes back either way.
        return _show(replace(form, errors={"": refusals.sentence("staff_drafts")})), 403
    errors = _missing(form)
    if errors:
        return _show(replace(form, errors=errors, lacking=True)), 422
    if (asked_first := asking(form)) is not None:
        return _show(asked_first), 422
    if current_actor().id is None:
        # With its words checked above, there is a text to keep.
        return keep_for_sign_in() or redirect(url_for("account.login", next=url_for("public.ask")))
    try:
        files.insist()
        with writing() as work:
            made = ask_in(
                work,
                current_actor(),
                _board(form.value("board")),
                board_unknown=form.value("board") == UNKNOWN_BOARD,
                unmailed=bool(form.value("mails_shown")) and not form.has("mails", "yes"),
                title=form.value("title"),
                source=files.source,
                kind=chosen_kind(form),
                wants_answer=form.has("wants_answer", "yes"),
                fields=told(form),
                uploads=files.chosen,
                key=form.value("submission") or None,
            )
            forget(work, "ask")
    except Refused as error:
        where = "title" if error.code.startswith("title") else "body" if error.code.startswith("body") else ""
        where = "files" if error.code.startswith("upload") else where
        shown = replace(form, errors={where: refusals.sentence(error.code)})
        return _show(shown), refusals.status(error.code)
    if made.post_id is None:
        flash(gettext("Your question waits to be checked. Only you and the team see it until then."), "done")
        return redirect(url_for("public.held_text", draft_id=made.draft_id))
    # The thread itself says that it is published, with the way back.
    return redirect(url_for("public.thread", thread_id=made.thread_id))


@blueprint.post("/threads/<int:thread_id>/taking-back")
def taking_back(thread_id: int) -> Response:
    """Undo publishing a question; its text lies in the form again."""
    with writing() as work:
        take_back(work, current_actor(), thread_id)
    flash(gettext("Your question is taken back. The text is kept here."), "done")
    return redirect(url_for("public.ask"))


@blueprint.get("/ask/fields")
def ask_fields() -> str:
    """Show what a board asks for, for the script that follows the choice of the board."""
    form = FormState({"board": request.args.get("board", "")})
    return render("ask/fields.html", form=form, fields=asked(form), kinds=kinds(form))


def _similar(title: str) -> str:
    looked = len(title.strip()) >= SHORTEST
    page = _page(title, looked=looked)
    return render_block("ask/ask.html", "similar", page=page)


def _page(title: str, *, looked: bool, submission: str = "") -> AskPage:
    matches = _matches(title) if looked else ()
    return ask_page(
        db_session(), current_actor(), kept_figures(), similar=matches, looked=looked, submission=submission
    )


def _matches(title: str) -> tuple[SimilarThread, ...]:
    return similar_threads(db_session(), current_actor(), search_engine(), title)


def _show(form: FormState, *, looked: bool = False) -> str:
    title = form.value("title")
    looked = looked and len(title.strip()) >= SHORTEST
    page = _page(title, looked=looked, submission=form.value("submission"))
    return render("ask/ask.html", page=page, form=form, fields=asked(form), kinds=kinds(form))


def _helped() -> Response:
    """A thread that was there already has answered the question: what was typed is not needed any more."""
    with writing() as work:
        forget(work, "ask")
    flash(gettext("Good to hear. Then there is nothing left to ask."), "done")
    return redirect(url_for("public.landing"))


def _missing(form: FormState) -> dict[str, str]:
    errors = {}
    if not form.value("title").strip():
        errors["title"] = refusals.sentence("title_missing")
    if not form.value("board"):
        errors["board"] = gettext("Choose an area. If you are not sure, choose “I don't know”.")
    if not form.value("body").strip():
        errors["body"] = refusals.sentence("body_missing")
    return errors | field_errors(form)


def _board(slug: str) -> str:
    """The board chosen; who does not know asks where the team looks after such questions."""
    return catch_all_board(db_session(), current_actor()) if slug == UNKNOWN_BOARD else slug
