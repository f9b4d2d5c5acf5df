"""Where the links of a reminder lead, and settling which answer is the solution."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community import access
from community.commands.solution_locks import lock_solution, unlock_solution
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.queries.solution_choice import solution_choice
from community.web.database import db_session, writing
from community.web.public.blueprint import blueprint
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/threads/<int:thread_id>/solution", endpoint="solution_choice")
def choice(thread_id: int) -> str:
    """Let the asker choose which answer helped; each has a button of its own."""
    page = solution_choice(db_session(), current_actor(), thread_id)
    return render("threads/solution_choice.html", page=page)


@blueprint.get("/threads/<int:thread_id>/follow-up")
def follow_up(thread_id: int) -> Response:
    """Lead to the form that asks again."""
    insist(permitted(current_actor(), "reply"))
    thread = access.thread(db_session(), current_actor(), thread_id)
    return redirect(url_for("public.thread", thread_id=thread.id, slug=thread.slug, _anchor="reply"))


@blueprint.post("/threads/<int:thread_id>/solution/lock")
def solution_lock(thread_id: int) -> Response:
    """Settle that the standing solution stays."""
    with writing() as work:
        lock_solution(work, current_actor(), thread_id, request.form.get("reason", ""))
    flash(gettext("Settled. The people concerned are told why."), "done")
    return redirect(url_for("public.thread", thread_id=thread_id))


@blueprint.post("/threads/<int:thread_id>/solution/lock/removal")
def solution_lock_removal(thread_id: int) -> Response:
    """Let the choice be made anew."""
    with writing() as work:
        unlock_solution(work, current_actor(), thread_id)
    flash(gettext("The choice is open again."), "done")
    return redirect(url_for("public.thread", thread_id=thread_id))
