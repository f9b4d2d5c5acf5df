"""Completes names and questions while a member types them."""

from flask import request

from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.queries import completions
from community.web.database import db_session
from community.web.limits import COMPLETING, limiter
from community.web.public.blueprint import blueprint
from community.web.rendering import render_block
from community.web.session import current_actor


@blueprint.get("/completions/members")
@limiter.limit(COMPLETING)
def member_completions() -> str:
    """Return members whose name begins with what is typed after an @."""
    insist(permitted(current_actor(), "save_text"))
    return _show(completions.member_completions(db_session(), current_actor(), request.args.get("q", "")))


@blueprint.get("/completions/threads")
@limiter.limit(COMPLETING)
def thread_completions() -> str:
    """Return questions with what is typed after a #."""
    insist(permitted(current_actor(), "save_text"))
    return _show(completions.thread_completions(db_session(), current_actor(), request.args.get("q", "")))


def _show(found: tuple[completions.Completion, ...]) -> str:
    return render_block("posts/completions.html", "completions", found=found)
