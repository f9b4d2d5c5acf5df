"""Reading a thread, replying, marking the solution."""

from dataclasses import replace

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community import access, clock
from community.commands.obligations import contradict_waiver, say_helped
from community.commands.replies import reply as reply_in
from community.commands.solutions import accept_solution, remove_solution
from community.policy.verdicts import Refused
from community.queries.thread_page import ThreadPage, thread_page
from community.web import refusals
from community.web.arguments import form_id, one_of, page_number
from community.web.attaching import sent_files
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.kept import forget, kept_form
from community.web.previews import previewed, previewing
from community.web.private_data import asking
from community.web.public.blueprint import blueprint
from community.web.public.sharing import UNSHARED, sharing
from community.web.quotations import asked_quotation
from community.web.refused_forms import refused
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor
from community.web.urls import absolute
from community.work import Work

ORDERS = ("oldest", "newest")

Answer = str | Response | tuple[str, int]


@blueprint.get("/threads/<int:thread_id>")
@blueprint.get("/threads/<int:thread_id>-<slug>")
def thread(thread_id: int, slug: str = "") -> Answer:
    """Show one page of a thread, at its one address."""
    order = one_of("order", ORDERS)
    page = thread_page(
        db_session(), current_actor(), thread_id, page=page_number(), newest_first=order == "newest"
    )
    if slug != page.slug:
        address = url_for(
            "public.thread",
            thread_id=thread_id,
            slug=page.slug,
            page=page.pager.page if page.pager.page > 1 else None,
            order=order if page.newest_first else None,
            quote=request.args.get("quote"),
        )
        return redirect(address, 301)
    return _show(page, _waiting_reply(page))


def _waiting_reply(page: ThreadPage) -> FormState:
    """The form as its writer left it, where one stands on the page at all, and the quotation asked for."""
    if page.reply not in ("asker", "member"):
        return EMPTY_FORM
    waits = page.has_saved or "composition" in session
    form = kept_form(f"reply:{page.id}") if waits else EMPTY_FORM
    quotation = asked_quotation(page.id)
    if not quotation:
        return form
    written = form.value("body").rstrip()
    body = f"{written}\n\n{quotation}" if written else quotation
    return replace(form, values={**form.values, "body": body})


def _show(page: ThreadPage, form: FormState = EMPTY_FORM) -> str:
    # However it is ordered, it is the same thread.
    number = page.pager.page if page.pager.page > 1 and not page.newest_first else None
    canonical = absolute("public.thread", thread_id=page.id, slug=page.slug, page=number)
    # Who signs in is no search engine.
    told = sharing(page, clock.now()) if current_actor().id is None else UNSHARED
    return render(
        "threads/thread.html",
        page=page,
        form=form,
        canonical=canonical,
        sharing=told,
        news=page.news,
        told=page.told,
    )


@blueprint.post("/threads/<int:thread_id>/posts")
def reply(thread_id: int) -> Answer:
    """Reply as a customer; what was typed comes back where it is refused, and where a preview was asked for."""
    files = sent_files()
    if previewing():
        return _again(thread_id, previewed())
    # Of who is signed out the text is kept first; they find it in the form when they are back.
    signed_in = current_actor().id is not None
    if signed_in and (asked_first := asking(typed(request.form.to_dict(flat=False)))) is not None:
        return _again(thread_id, asked_first), 422
    try:
        files.insist()
        with writing() as work:
            made = reply_in(
                work,
                current_actor(),
                thread_id,
                source=files.source,
                only_thanks=request.form.get("need") == "thanks",
                affects_me_too="affected" in request.form,
                uploads=files.chosen,
                key=request.form.get("submission"),
            )
            forget(work, f"reply:{thread_id}")
    except Refused as error:
        if error.code == "sign_in":
            raise
        return _again(thread_id, refused(error)), refusals.status(error.code)
    if made.post_id is None:
        flash(gettext("Your post waits to be checked. Only you and the team see it until then."), "done")
        return redirect(url_for("public.thread", thread_id=thread_id))
    return redirect(url_for("public.post", post_id=made.post_id))


def _again(thread_id: int, form: FormState) -> str:
    page = thread_page(db_session(), current_actor(), thread_id)
    return _show(replace(page, submission=request.form.get("submission") or page.submission), form)


@blueprint.post("/threads/<int:thread_id>/solution")
def solution(thread_id: int) -> Answer:
    """Mark a post as the solution."""
    post_id = form_id("post_id")
    with writing() as work:
        _insist_on_place(work, post_id, thread_id)
        accept_solution(work, current_actor(), post_id)
    undo = url_for("public.solution_removal", thread_id=thread_id, post_id=post_id)
    flash(gettext("Marked as the solution."), f"undo {undo}")
    return redirect(url_for("public.post", post_id=post_id))


@blueprint.post("/threads/<int:thread_id>/solution/removal")
def solution_removal(thread_id: int) -> Answer:
    """Take the mark off a post; the asker may say that it did not help."""
    post_id = form_id("post_id")
    did_not_help = request.form.get("cause") == "did_not_help"
    with writing() as work:
        _insist_on_place(work, post_id, thread_id)
        remove_solution(work, current_actor(), post_id, did_not_help=did_not_help)
    if did_not_help:
        flash(gettext("The question is open again: the team knows."), "done")
    else:
        undo = url_for("public.solution", thread_id=thread_id, post_id=post_id)
        flash(gettext("Mark removed."), f"undo {undo}")
    return redirect(url_for("public.post", post_id=post_id))


def _insist_on_place(work: Work, post_id: int, thread_id: int) -> None:
    """Raise Absent unless the post stands in the thread of the address: no form of ours says two things."""
    if access.post(work.session, current_actor(), post_id)[0].thread_id != thread_id:
        raise access.Absent


@blueprint.post("/threads/<int:thread_id>/helped")
def helped(thread_id: int) -> Answer:
    """Let a member say that the answers helped."""
    with writing() as work:
        say_helped(work, current_actor(), thread_id)
    flash(gettext("Good to hear. Thank you for telling us."), "done")
    return redirect(url_for("public.thread", thread_id=thread_id))


@blueprint.post("/obligations/<int:obligation_id>/contradiction")
def contradiction(obligation_id: int) -> Answer:
    """Let the owner say that an answer is needed after all."""
    with writing() as work:
        row = contradict_waiver(work, current_actor(), obligation_id)
        thread_id = row.thread_id
    flash(gettext("Understood. The team owes you an answer again."), "done")
    return redirect(url_for("public.thread", thread_id=thread_id))
