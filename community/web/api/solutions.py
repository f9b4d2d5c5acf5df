"""The solution of a thread."""

from flask import Response, jsonify, request

from community import access
from community.commands.solutions import accept_solution, remove_solution
from community.policy.rights import permitted
from community.policy.verdicts import Refused, insist
from community.queries.api_lists import one_thread
from community.queries.solved import standing_solution
from community.web.api.blueprint import blueprint
from community.web.api.bodies import body, is_id
from community.web.api.threads import thread_json
from community.web.database import db_session, writing
from community.web.session import current_actor


@blueprint.put("/threads/<int:thread_id>/solution")
def solution_put(thread_id: int) -> Response:
    """Mark a post of this thread as the solution."""
    post_id = body().get("post_id")
    if not is_id(post_id):
        raise Refused("bad_value")
    with writing() as work:
        post, _ = access.post(work.session, current_actor(), post_id)
        if post.thread_id != thread_id:
            raise access.Absent
        accept_solution(work, current_actor(), post_id)
    return jsonify(thread_json(*one_thread(db_session(), current_actor(), thread_id)))


@blueprint.delete("/threads/<int:thread_id>/solution")
def solution_delete(thread_id: int) -> Response:
    """Take the newest mark of this thread away; the asker may say that it did not help."""
    did_not_help = request.args.get("did_not_help") == "true"
    with writing() as work:
        insist(permitted(current_actor(), "remove_solution"))
        access.thread(work.session, current_actor(), thread_id)
        post_id = standing_solution(work.session, thread_id)
        if post_id is None:
            raise Refused("not_marked")
        remove_solution(work, current_actor(), post_id, did_not_help=did_not_help)
    return jsonify(thread_json(*one_thread(db_session(), current_actor(), thread_id)))
