"""Second reading: approve, return, or take the text over."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from community import access
from community.commands.holding import approve_held, reject_held, return_held
from community.commands.later_readings import read_later
from community.commands.reading_notes import keep_lease, note_paragraph
from community.commands.readings import approve_version, return_version
from community.policy.verdicts import Refused
from community.queries.reading_notes import others_reading
from community.queries.reading_page import VIEWS, reading_page
from community.queries.readings_page import next_reading
from community.web import refusals
from community.web.arguments import form_id, form_ids, is_id, one_of
from community.web.database import db_session, writing
from community.web.desk.blueprint import blueprint
from community.web.forms import typed
from community.web.rendering import render
from community.web.session import current_actor

Answer = str | Response | tuple[str, int]
READER_ERRORS = (
    "not_open",
    "newer_words",
    "changed_words",
    "changed",
    "already_read",
    "own_version",
    "thread_hidden",
    "comment_missing",
    "note_missing",
)


@blueprint.get("/readings/<int:draft_id>")
def reading(draft_id: int) -> str:
    """Show a colleague's draft beside its question."""
    opened = request.args.get("read", "")
    page = reading_page(
        db_session(),
        current_actor(),
        draft_id,
        view=one_of("view", VIEWS),
        read=int(opened) if is_id(opened) else 0,
    )
    return render("desk/reading.html", page=page)


@blueprint.post("/drafts/<int:draft_id>/approval")
def approval(draft_id: int) -> Answer:
    """Approve exactly the version that was read; a held text of a customer is released."""
    version_id, seen = form_id("version_id"), form_ids("seen")
    try:
        with writing() as work:
            if not access.draft(work.session, current_actor(), draft_id).by_staff:
                approve_held(work, current_actor(), draft_id, version_id)
                return _decided(gettext("Released."))
            done = approve_version(work, current_actor(), draft_id, version_id, seen=seen)
    except Refused as error:
        return _again(draft_id, error)
    if done.post_id is None:
        flash(gettext("Approved. Another colleague reads it as well."), "done")
        return _next(url_for("desk.readings"))
    flash(gettext("Approved and published."), "done")
    return _next(url_for("public.post", post_id=done.post_id))


@blueprint.post("/drafts/<int:draft_id>/return")
def return_(draft_id: int) -> Answer:
    """Give a version back with a sentence; a held text of a customer is returned to it, or rejected."""
    version_id, comment = form_id("version_id"), request.form.get("comment", "")
    try:
        with writing() as work:
            if not access.draft(work.session, current_actor(), draft_id).by_staff:
                if request.form.get("outcome") == "returned":
                    return_held(work, current_actor(), draft_id, version_id, comment)
                    return _decided(gettext("Returned. The author can change it and send it again."))
                reject_held(work, current_actor(), draft_id, version_id, comment)
                return _decided(gettext("Rejected. The author reads your reason."))
            return_version(work, current_actor(), draft_id, version_id, comment)
    except Refused as error:
        return _again(draft_id, error)
    flash(gettext("Returned with your note."), "done")
    return _next(url_for("desk.readings"))


@blueprint.post("/readings/<int:draft_id>/later-approval")
def later_approval(draft_id: int) -> Answer:
    """Approve what appeared unread."""
    with writing() as work:
        read_later(work, current_actor(), draft_id)
    flash(gettext("Read afterwards. Thank you."), "done")
    return _next(url_for("desk.readings"))


@blueprint.post("/readings/<int:draft_id>/notes")
def reading_note(draft_id: int) -> Answer:
    """Note something at a paragraph, for the team alone."""
    version_id, paragraph = form_id("version_id"), form_id("paragraph")
    try:
        with writing() as work:
            actor, note = current_actor(), request.form.get("note", "")
            note_paragraph(work, actor, draft_id, version_id, paragraph, note)
    except Refused as error:
        return _again(draft_id, error)
    return redirect(url_for("desk.reading", draft_id=draft_id))


@blueprint.post("/readings/<int:draft_id>/lease")
def reading_lease(draft_id: int) -> Response:
    """Say that somebody reads here, and answer who else does."""
    with writing() as work:
        keep_lease(work, current_actor(), draft_id)
    names = others_reading(db_session(), current_actor(), draft_id)
    said = ngettext("%(names)s reads it, too", "%(names)s read it, too", len(names), names=", ".join(names))
    return Response(said if names else "", mimetype="text/plain")


def _next(otherwise: str) -> Response:
    """Lead on to what else waits for this reader."""
    waiting = next_reading(db_session(), current_actor())
    return redirect(url_for("desk.reading", draft_id=waiting) if waiting else otherwise)


def _decided(sentence: str) -> Response:
    flash(sentence, "done")
    return redirect(url_for("desk.held"))


def _again(draft_id: int, error: Refused) -> Answer:
    ours = current_actor().is_staff and access.draft(db_session(), current_actor(), draft_id).by_staff
    if error.code not in READER_ERRORS or not ours:
        raise error
    page = reading_page(db_session(), current_actor(), draft_id)
    form = typed(
        request.form.to_dict(flat=False), {"comment": refusals.sentence(error.code)}, lacking=error.lacking
    )
    return render("desk/reading.html", page=page, form=form), refusals.status(error.code)
