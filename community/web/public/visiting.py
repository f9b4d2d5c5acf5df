"""What has been read: told by the page after it was shown, never by asking for it."""

import re

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from community.commands.views import count_view
from community.commands.visits import mark_board_read, mark_thread_read
from community.web.arguments import form_id
from community.web.csrf import same_origin
from community.web.database import writing
from community.web.limits import limiter
from community.web.public.blueprint import blueprint
from community.web.session import current_actor

MACHINE = re.compile(
    r"bot|crawl|spider|slurp|scrap|preview|headless|lighthouse|monitor|python|curl|wget|java/|go-http|axios|okhttp",
    re.IGNORECASE,
)
"""Words that programs name themselves with; browsers have none of them."""


@blueprint.post("/threads/<int:thread_id>/views")
@limiter.limit("120 per minute")
def view(thread_id: int) -> Response:
    """Count a guest's or member's reading of a thread, once a day; no cookie comes of it."""
    if not same_origin():
        abort(400)
    if is_person():
        with writing() as work:
            count_view(work, current_actor(), thread_id, _browser())
    return Response(status=204)


@blueprint.post("/threads/<int:thread_id>/reading")
def thread_reading(thread_id: int) -> Response:
    """Mark a thread as read up to a post."""
    post_id = form_id("post_id")
    with writing() as work:
        mark_thread_read(work, current_actor(), thread_id, post_id)
    if request.headers.get("X-Part") == "none":
        return Response(status=204)
    return redirect(url_for("public.thread", thread_id=thread_id))


@blueprint.post("/boards/<slug>/reading")
def board_reading(slug: str) -> Response:
    """Mark all threads of a board as read."""
    with writing() as work:
        mark_board_read(work, current_actor(), slug)
    return redirect(url_for("public.board", slug=slug))


def is_person() -> bool:
    """Return whether the request comes from somebody who reads, not from a program or ahead of a click."""
    agent = request.headers.get("User-Agent", "")
    fetched_ahead = "prefetch" in (request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or "")
    return bool(agent) and not MACHINE.search(agent) and not fetched_ahead


def _browser() -> str:
    """What tells one guest from another today; it goes no further than into the day's hash."""
    return f"{request.remote_addr} {request.headers.get('User-Agent', '')}"
