"""Threads and posts."""

import datetime as dt
from functools import partial
from typing import Any

from flask import Response, jsonify

from community.commands.drafts import draft_reply, draft_thread
from community.commands.replies import reply
from community.commands.submissions import Submitted
from community.commands.threads import ask
from community.model.threads import ThreadKind
from community.policy.verdicts import Refused
from community.queries.api_lists import ApiPost, one_post, one_thread, posts_after, threads_after
from community.queries.product_fields import told_in_thread
from community.queries.thread_rows import ThreadRow
from community.web.api.blueprint import blueprint
from community.web.api.bodies import (
    body,
    cursor,
    cursor_of,
    flag,
    idempotency_key,
    ids,
    limit,
    pairs,
    text,
    texts,
)
from community.web.api.uploads import upload_json
from community.web.arguments import chosen
from community.web.database import db_session, writing
from community.web.session import current_actor
from community.web.urls import absolute


def thread_json(row: ThreadRow, created_at: dt.datetime) -> dict[str, Any]:
    """Return a thread as the contract has it."""
    return {
        "id": row.id,
        "title": row.title,
        "url": absolute("public.thread", thread_id=row.id, slug=row.slug),
        "kind": row.kind,
        "state": row.state,
        "waiting": row.waiting,
        "solved": row.state == "solved",
        "board": row.board_slug,
        "author": row.asker.name,
        "created_at": created_at.isoformat(),
        "replies": row.replies,
    }


def post_json(post: ApiPost) -> dict[str, Any]:
    """Return a post; `team` is set where the company speaks."""
    return {
        "id": post.id,
        "number": post.number,
        "url": absolute("public.post", post_id=post.id),
        "author": post.author,
        "team": post.team,
        "html": post.html,
        "body": post.source,
        "created_at": post.created_at.isoformat(),
        "solution": post.solution,
        "uploads": [upload_json(card) for card in post.uploads],
    }


@blueprint.get("/threads")
def threads() -> Response:
    """List the threads, latest post first."""
    size, before = limit(), cursor()
    at = dt.datetime.fromtimestamp(before[0] / 1_000_000, dt.UTC) if len(before) == 2 else None
    found = threads_after(db_session(), current_actor(), limit=size, before=(at, before[1]) if at else None)
    following = None
    if len(found) > size:
        last = found[size - 1][0]
        following = cursor_of(round(last.last_at.timestamp() * 1_000_000), last.id)
    return jsonify(items=[thread_json(*row) for row in found[:size]], next=following)


@blueprint.get("/threads/<int:thread_id>")
def thread(thread_id: int) -> Response:
    """Show a thread."""
    return jsonify(_whole(thread_id))


@blueprint.post("/threads")
def thread_create() -> tuple[Response, int]:
    """Open a thread: a customer's at once, the team's after reading."""
    sent = body()
    kind = chosen(ThreadKind, text(sent, "kind", "question"))
    if kind is None:
        raise Refused("bad_value")
    with writing() as work:
        actor = current_actor()
        fields = pairs(sent, "fields")
        if actor.is_staff and fields:
            raise Refused("fields_of_questions")
        wants_answer = flag(sent, "wants_answer")
        open_thread = (
            draft_thread if actor.is_staff else partial(ask, fields=fields, wants_answer=wants_answer)
        )
        made = open_thread(
            work,
            actor,
            text(sent, "board"),
            title=text(sent, "title"),
            source=text(sent, "body"),
            kind=kind,
            tags=texts(sent, "tags"),
            uploads=texts(sent, "uploads"),
            key=idempotency_key(),
        )
    if made.post_id is None or made.thread_id is None:
        return _waits(made)
    response = jsonify(_whole(made.thread_id))
    response.headers["Location"] = absolute("api.thread", thread_id=made.thread_id)
    return response, 201


@blueprint.get("/threads/<int:thread_id>/posts")
def posts(thread_id: int) -> Response:
    """List the posts of a thread in order."""
    size, after = limit(), cursor()
    last = after[0] if after else 0
    found = posts_after(db_session(), current_actor(), thread_id, limit=size, after=last)
    following = cursor_of(found[size - 1].id) if len(found) > size else None
    return jsonify(items=[post_json(post) for post in found[:size]], next=following)


@blueprint.post("/threads/<int:thread_id>/posts")
def post_create(thread_id: int) -> tuple[Response, int]:
    """Reply: a customer's text appears at once, the team's after reading."""
    sent = body()
    source = text(sent, "body")
    with writing() as work:
        actor = current_actor()
        if actor.is_staff:
            made = draft_reply(
                work,
                actor,
                thread_id,
                source=source,
                obligations=ids(sent, "answers"),
                asks_details=flag(sent, "asks_details"),
                uploads=texts(sent, "uploads"),
                key=idempotency_key(),
            )
        else:
            made = reply(
                work,
                actor,
                thread_id,
                source=source,
                only_thanks=flag(sent, "only_thanks"),
                affects_me_too=flag(sent, "affects_me_too"),
                uploads=texts(sent, "uploads"),
                key=idempotency_key(),
            )
    if made.post_id is None:
        return _waits(made)
    return jsonify(post_json(one_post(db_session(), current_actor(), made.post_id))), 201


def _whole(thread_id: int) -> dict[str, Any]:
    told = told_in_thread(db_session(), current_actor(), thread_id)
    shown = thread_json(*one_thread(db_session(), current_actor(), thread_id))
    return {**shown, "fields": {row.key: row.value for row in told}}


def _waits(made: Submitted) -> tuple[Response, int]:
    state = "awaiting_reader" if current_actor().is_staff else "held"
    return jsonify(draft_id=made.draft_id, state=state), 202
