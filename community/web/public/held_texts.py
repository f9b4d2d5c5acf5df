"""An own text that waits for a moderator or came back: looked at, changed, taken away."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.held_texts import revise_held, withdraw_held
from community.policy.rights import permitted
from community.policy.verdicts import Refused
from community.queries.held_text_page import held_text_page
from community.web import refusals
from community.web.arguments import form_id
from community.web.attaching import sent_files
from community.web.database import db_session, writing
from community.web.forms import FormState
from community.web.previews import previewed, previewing
from community.web.public.blueprint import blueprint
from community.web.refused_forms import refused
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor

Answer = str | Response | tuple[str, int]


@blueprint.get("/texts/<int:draft_id>")
def held_text(draft_id: int) -> Answer:
    """Show an own text that is not public; those of the team are on the desk."""
    if permitted(current_actor(), "see_desk"):
        return redirect(url_for("desk.draft", draft_id=draft_id))
    if current_actor().id is None:
        raise Refused("sign_in")
    return _show(draft_id)


@blueprint.post("/texts/<int:draft_id>", endpoint="held_text_revise")
def held_text_revise(draft_id: int) -> Answer:
    """Send the text again."""
    files = sent_files()
    if previewing():
        return _show(draft_id, previewed())
    after = form_id("version_id")
    try:
        files.insist()
        with writing() as work:
            source, title = files.source, request.form.get("title") or None
            revise_held(
                work, current_actor(), draft_id, source=source, title=title, after=after, uploads=files.ids
            )
    except Refused as error:
        if error.code in ("sign_in", "not_allowed"):
            raise
        return _show(draft_id, refused(error, titled=True)), refusals.status(error.code)
    flash(gettext("Sent again. Only you and the team see it until it was checked."), "done")
    return redirect(url_for("public.held_text", draft_id=draft_id))


@blueprint.post("/texts/<int:draft_id>/withdrawal")
def held_text_withdrawal(draft_id: int) -> Response:
    """Take the text away."""
    with writing() as work:
        withdraw_held(work, current_actor(), draft_id)
    flash(gettext("Your text is withdrawn. Nobody has read it but the team."), "done")
    return redirect(url_for("public.held_text", draft_id=draft_id))


def _show(draft_id: int, form: FormState = EMPTY_FORM) -> str:
    page = held_text_page(db_session(), current_actor(), draft_id)
    return render("posts/held.html", page=page, form=form)
