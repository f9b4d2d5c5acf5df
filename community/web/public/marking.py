"""Buttons that are pressed and pressed again: helpful, me too, bookmarks, follows, ignored members."""

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from community.commands.affected import be_affected, be_affected_no_more
from community.commands.bookmarks import add_bookmark, remove_bookmark
from community.commands.follows import (
    follow_board,
    follow_tag,
    follow_thread,
    unfollow_board,
    unfollow_tag,
    unfollow_thread,
)
from community.commands.helpful_votes import find_helpful, find_helpful_no_more
from community.commands.ignoring import ignore_member, ignore_member_no_more
from community.queries.marks import post_marks, thread_marks
from community.web.database import db_session, writing
from community.web.local import local_path
from community.web.public.blueprint import blueprint
from community.web.session import current_actor
from community.web.templates import fill

Act = Callable[..., None]
Answer = str | Response

PART = "X-Part"
"""The header of a script that swaps the button alone; a form of another site can't send it."""


def _button(address: str, name: str, press: Act, release: Act, button: str) -> None:
    """Give a button its two addresses: `address` presses it, `address`/removal releases it."""

    def pressed(**what: Any) -> Answer:
        return _done(press, button, what)

    def released(**what: Any) -> Answer:
        return _done(release, button, what)

    blueprint.add_url_rule(address, name, pressed, methods=["POST"])
    blueprint.add_url_rule(f"{address}/removal", f"{name}_removal", released, methods=["POST"])


def _done(act: Act, button: str, what: dict[str, Any]) -> Answer:
    with writing() as work:
        act(work, current_actor(), *what.values())
    if request.headers.get(PART) == "button":
        return fill("marks/button.html", button=button, **_state(button, what))
    return redirect(_place(what))


def _state(button: str, what: dict[str, Any]) -> dict[str, Any]:
    """What the button shows now."""
    if "post_id" in what:
        return {"marks": post_marks(db_session(), current_actor(), what["post_id"])}
    if "thread_id" in what:
        return {"marks": thread_marks(db_session(), current_actor(), what["thread_id"])}
    return {**what, "on": not request.path.endswith("/removal")}


def _place(what: dict[str, Any]) -> str:
    """The page to go back to: the one the form was on, else that of the thing itself."""
    if request.form.get("next"):
        return local_path(request.form["next"])
    if "post_id" in what:
        return url_for("public.post", **what)
    if "thread_id" in what:
        return url_for("public.thread", **what)
    return url_for("public.follows")


_button("/posts/<int:post_id>/helpful", "helpful", find_helpful, find_helpful_no_more, "helpful")
_button("/posts/<int:post_id>/bookmark", "bookmark", add_bookmark, remove_bookmark, "bookmark")
_button("/threads/<int:thread_id>/affected", "affected", be_affected, be_affected_no_more, "affected")
_button("/threads/<int:thread_id>/following", "thread_following", follow_thread, unfollow_thread, "thread")
_button("/boards/<slug>/following", "board_following", follow_board, unfollow_board, "board")
_button("/tags/<slug>/following", "tag_following", follow_tag, unfollow_tag, "tag")
_button("/members/<name>/ignoring", "ignoring", ignore_member, ignore_member_no_more, "member")
