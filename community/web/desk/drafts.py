"""A draft: its versions, its next version, taking it back."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.break_glass import break_glass
from community.commands.drafts import revise_draft, withdraw_draft
from community.policy.reading import may_revise
from community.policy.verdicts import Refused, insist
from community.queries.draft_page import DraftPage, draft_page
from community.queries.draft_source import draft_source
from community.queries.notifications_seen import unread_in_thread
from community.web import refusals
from community.web.arguments import form_id, form_ids
from community.web.attaching import sent_files
from community.web.database import db_session, writing
from community.web.desk.blueprint import blueprint
from community.web.forms import FormState
from community.web.kept import forget, kept_form
from community.web.limits import SIGN_IN, limiter
from community.web.previews import previewed, previewing
from community.web.refused_forms import refused
from community.web.rendering import render
from community.web.session import current_actor

Answer = str | Response | tuple[str, int]


@blueprint.get("/drafts/<int:draft_id>")
def draft(draft_id: int) -> str:
    """Show a draft, with the form for its next version if it is the viewer's own."""
    return _show(draft_page(db_session(), current_actor(), draft_id))


@blueprint.get("/drafts/<int:draft_id>/edit")
def coedit(draft_id: int) -> str:
    """Show a colleague's draft with the form that makes a reader its co-author."""
    page = draft_page(db_session(), current_actor(), draft_id, coediting=True)
    insist(may_revise(current_actor(), author_id=page.author.id))
    return _show(page)


@blueprint.post("/drafts/<int:draft_id>", endpoint="draft_revise")
@blueprint.post("/drafts/<int:draft_id>/edit", endpoint="coedit_revise")
def revise(draft_id: int) -> Answer:
    """Hand in the next version; it is read anew."""
    files = sent_files()
    if previewing():
        return _again(draft_id, previewed())
    actor, version_id = current_actor(), form_id("version_id")
    try:
        files.insist()
        with writing() as work:
            after, _ = draft_source(work.session, actor, draft_id, version_id)
            revise_draft(
                work,
                current_actor(),
                draft_id,
                after=after,
                source=files.source,
                title=request.form.get("title") or None,
                obligations=form_ids("answers") if "answers_shown" in request.form else None,
                uploads=files.ids,
            )
            forget(work, f"draft:{draft_id}")
    except Refused as error:
        # Shown again, the form is about the newest version: the page has it, so it has been seen.
        form = refused(error)
        form = replace(
            form, values={name: text for name, text in form.values.items() if name != "version_id"}
        )
        return _again(draft_id, form), refusals.status(error.code)
    flash(gettext("Handed in. A colleague reads the new version."), "done")
    return redirect(url_for("desk.draft", draft_id=draft_id))


@blueprint.post("/drafts/<int:draft_id>/withdrawal")
def draft_withdrawal(draft_id: int) -> Answer:
    """Take an own draft back."""
    with writing() as work:
        withdraw_draft(work, current_actor(), draft_id)
    flash(gettext("Draft withdrawn."), "done")
    return redirect(url_for("desk.queue"))


def _again(draft_id: int, form: FormState) -> str:
    coediting = request.endpoint == "desk.coedit_revise"
    page = draft_page(db_session(), current_actor(), draft_id, coediting=coediting)
    return render("desk/draft.html", page=page, form=form)


@blueprint.post("/drafts/<int:draft_id>/glass")
@limiter.limit(SIGN_IN)
def glass(draft_id: int) -> Answer:
    """Publish an own draft without a reader, with the password and a reason."""
    version_id, form = form_id("version_id"), request.form
    try:
        with writing() as work:
            reason, password = form.get("reason", ""), form.get("password", "")
            actor = current_actor()
            post = break_glass(work, actor, draft_id, version_id, password=password, reason=reason)
    except Refused as error:
        field = {"password_wrong": "password", "reason_missing": "reason"}.get(error.code)
        if field is None:
            raise
        page = draft_page(db_session(), current_actor(), draft_id)
        _, source = draft_source(db_session(), current_actor(), draft_id, page.versions[0].id)
        state = {"body": source, "title": page.title, "reason": form.get("reason", "")}
        shown = FormState(state, {field: refusals.sentence(error.code)})
        return render("desk/draft.html", page=page, form=shown), refusals.status(error.code)
    flash(gettext("Published unread. A colleague reads it afterwards."), "done")
    return redirect(url_for("public.post", post_id=post.id))


def _show(page: DraftPage) -> str:
    _, source = draft_source(db_session(), current_actor(), page.id, page.versions[0].id)
    answers = tuple(str(word.id) for word in page.answers)
    fresh = FormState({"body": source, "title": page.title}, chosen={"answers": answers})
    form = kept_form(f"draft:{page.id}", fresh) if page.can_edit else fresh
    news = unread_in_thread(db_session(), current_actor(), page.thread_id or 0)
    return render("desk/draft.html", page=page, form=form, news=news)
