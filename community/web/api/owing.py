"""Who is owed a word, and the acts of their own that close or reopen it."""

from typing import Any

from flask import Response, jsonify

from community.commands.hidings import hide_post, restore_post, show_post, withdraw_post
from community.commands.obligations import contradict_waiver, say_helped, waive_answer
from community.queries.owed_in_thread import OwedWord, owed_in_thread, owed_word
from community.web.api.blueprint import blueprint
from community.web.api.bodies import body, flag, text
from community.web.database import db_session, writing
from community.web.session import current_actor


def obligation_json(word: OwedWord) -> dict[str, Any]:
    """Return an obligation; without `closed_by` somebody still waits."""
    return {
        "id": word.id,
        "post_id": word.post_id,
        "owed_to": word.owed_to,
        "opened_by": word.opened_by,
        "due_since": word.due_since.isoformat(),
        "paused": word.paused,
        "closed_at": word.closed_at.isoformat() if word.closed_at else None,
        "closed_by": word.closed_by,
        "reason": word.reason,
    }


@blueprint.get("/threads/<int:thread_id>/obligations")
def obligations(thread_id: int) -> Response:
    """List what is owed in a thread: to everybody for the team, else to whose token it is."""
    return _owed(thread_id)


@blueprint.put("/threads/<int:thread_id>/helped")
def helped_put(thread_id: int) -> Response:
    """Say that the answers helped."""
    with writing() as work:
        say_helped(work, current_actor(), thread_id)
    return _owed(thread_id)


@blueprint.put("/obligations/<int:obligation_id>/waiver")
def waiver_put(obligation_id: int) -> Response:
    """Say that nothing needs to be answered, for a reason of the list."""
    reason = text(body(), "reason")
    with writing() as work:
        waive_answer(work, current_actor(), obligation_id, reason)
    return jsonify(obligation_json(owed_word(db_session(), current_actor(), obligation_id)))


@blueprint.delete("/obligations/<int:obligation_id>/waiver")
def waiver_delete(obligation_id: int) -> Response:
    """Say that an answer is needed after all."""
    with writing() as work:
        contradict_waiver(work, current_actor(), obligation_id)
    return jsonify(obligation_json(owed_word(db_session(), current_actor(), obligation_id)))


@blueprint.put("/posts/<int:post_id>/withdrawal")
def withdrawal_put(post_id: int) -> Response:
    """Take an own post back."""
    with writing() as work:
        withdraw_post(work, current_actor(), post_id)
    return jsonify(post_id=post_id, shown=False)


@blueprint.delete("/posts/<int:post_id>/withdrawal")
def withdrawal_delete(post_id: int) -> Response:
    """Publish an own post again."""
    with writing() as work:
        restore_post(work, current_actor(), post_id)
    return jsonify(post_id=post_id, shown=True)


@blueprint.put("/posts/<int:post_id>/hiding")
def hiding_put(post_id: int) -> Response:
    """Hide a post, for a reason of the list that its author reads."""
    sent = body()
    with writing() as work:
        hide_post(work, current_actor(), post_id, text(sent, "reason"), delete=flag(sent, "delete"))
    return jsonify(post_id=post_id, shown=False)


@blueprint.delete("/posts/<int:post_id>/hiding")
def hiding_delete(post_id: int) -> Response:
    """Show a hidden post again."""
    with writing() as work:
        show_post(work, current_actor(), post_id)
    return jsonify(post_id=post_id, shown=True)


def _owed(thread_id: int) -> Response:
    words = owed_in_thread(db_session(), current_actor(), thread_id)
    return jsonify(items=[obligation_json(word) for word in words], next=None)
