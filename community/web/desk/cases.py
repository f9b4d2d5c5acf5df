"""A case: the customer's words, the answer to them, notes, and what needs no answer."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.drafts import draft_reply
from community.commands.notes import write_note
from community.commands.obligations import waive_answer
from community.policy.verdicts import Refused
from community.queries.case_page import case_page
from community.queries.notifications_seen import unread_in_thread
from community.queries.product_fields import told_in_thread
from community.web import refusals
from community.web.arguments import form_ids, form_thread
from community.web.attaching import sent_files
from community.web.database import db_session, writing
from community.web.desk.blueprint import blueprint
from community.web.forms import FormState
from community.web.kept import forget, kept_form
from community.web.previews import previewed, previewing
from community.web.refused_forms import refused
from community.web.rendering import render
from community.web.session import current_actor

Answer = str | Response | tuple[str, int]


@blueprint.get("/threads/<int:thread_id>")
def case(thread_id: int) -> str:
    """Show a thread as staff work on it."""
    page = case_page(db_session(), current_actor(), thread_id)
    news = unread_in_thread(db_session(), current_actor(), thread_id)
    return render(
        "desk/case.html",
        page=page,
        told=told_in_thread(db_session(), current_actor(), page.id),
        form=kept_form(f"answer:{thread_id}"),
        news=news,
    )


@blueprint.post("/threads/<int:thread_id>/drafts")
def case_draft(thread_id: int) -> Answer:
    """Hand an answer in for second reading."""
    files = sent_files()
    if previewing():
        return _again(thread_id, previewed())
    # Nothing to tick means that nobody waits: then the default of the command decides.
    chosen = form_ids("answers") if "answers_shown" in request.form else None
    try:
        files.insist()
        with writing() as work:
            made = draft_reply(
                work,
                current_actor(),
                thread_id,
                source=files.source,
                obligations=chosen,
                asks_details="asks_details" in request.form,
                uploads=files.chosen,
                key=request.form.get("submission"),
            )
            forget(work, f"answer:{thread_id}")
    except Refused as error:
        return _again(thread_id, refused(error)), refusals.status(error.code)
    if made.post_id is not None:
        return redirect(url_for("public.post", post_id=made.post_id))
    flash(gettext("Handed in. A colleague reads it before it is published."), "done")
    return redirect(url_for("desk.queue"))


def _again(thread_id: int, form: FormState) -> str:
    page = case_page(db_session(), current_actor(), thread_id)
    page = replace(page, submission=request.form.get("submission") or page.submission)
    return render(
        "desk/case.html", page=page, told=told_in_thread(db_session(), current_actor(), page.id), form=form
    )


@blueprint.post("/threads/<int:thread_id>/notes")
def note(thread_id: int) -> Answer:
    """Keep a note that only the team reads."""
    with writing() as work:
        write_note(work, current_actor(), thread_id, request.form.get("body", ""))
    return redirect(url_for("desk.case", thread_id=thread_id) + "#notes")


@blueprint.post("/obligations/<int:obligation_id>/no-answer")
def no_answer(obligation_id: int) -> Answer:
    """Say, with a reason the customer reads, that nothing needs to be answered."""
    with writing() as work:
        reason, see = request.form.get("reason", ""), form_thread("see")
        row = waive_answer(work, current_actor(), obligation_id, reason, see=see)
        thread_id = row.thread_id
    flash(gettext("Closed without an answer. The customer reads your reason and can contradict."), "done")
    return redirect(url_for("desk.case", thread_id=thread_id))
