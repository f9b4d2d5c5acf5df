"""Helpful votes, "me too" and following: put there, or taken away."""

from flask import Response, jsonify

from community.commands.affected import be_affected, be_affected_no_more
from community.commands.follows import follow_thread, unfollow_thread
from community.commands.helpful_votes import find_helpful, find_helpful_no_more
from community.queries.marks import post_marks, thread_marks
from community.web.api.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.session import current_actor


@blueprint.put("/posts/<int:post_id>/helpful")
def helpful_put(post_id: int) -> Response:
    """Call a post helpful."""
    with writing() as work:
        find_helpful(work, current_actor(), post_id)
    return _post(post_id)


@blueprint.delete("/posts/<int:post_id>/helpful")
def helpful_delete(post_id: int) -> Response:
    """Take the own vote back."""
    with writing() as work:
        find_helpful_no_more(work, current_actor(), post_id)
    return _post(post_id)


@blueprint.put("/threads/<int:thread_id>/affected")
def affected_put(thread_id: int) -> Response:
    """Say "me too"."""
    with writing() as work:
        be_affected(work, current_actor(), thread_id)
    return _thread(thread_id)


@blueprint.delete("/threads/<int:thread_id>/affected")
def affected_delete(thread_id: int) -> Response:
    """Take "me too" back."""
    with writing() as work:
        be_affected_no_more(work, current_actor(), thread_id)
    return _thread(thread_id)


@blueprint.put("/threads/<int:thread_id>/following")
def following_put(thread_id: int) -> Response:
    """Follow a thread."""
    with writing() as work:
        follow_thread(work, current_actor(), thread_id)
    return _thread(thread_id)


@blueprint.delete("/threads/<int:thread_id>/following")
def following_delete(thread_id: int) -> Response:
    """Hear no more of a thread."""
    with writing() as work:
        unfollow_thread(work, current_actor(), thread_id)
    return _thread(thread_id)


def _post(post_id: int) -> Response:
    marks = post_marks(db_session(), current_actor(), post_id)
    return jsonify(post_id=marks.id, helpful=marks.helpful, own=marks.voted)


def _thread(thread_id: int) -> Response:
    marks = thread_marks(db_session(), current_actor(), thread_id)
    return jsonify(
        thread_id=marks.id, affected=marks.affected_count, own=marks.affected, following=marks.follows
    )
