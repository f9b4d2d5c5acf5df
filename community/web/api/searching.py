"""Search and similar threads."""

from collections.abc import Iterable
from typing import Any

from flask import Response, jsonify, request

from community.queries.found_posts import FoundPost
from community.queries.search import find
from community.queries.search import similar as similar_to
from community.web.api.blueprint import blueprint
from community.web.api.bodies import cursor, cursor_of, limit
from community.web.database import db_session
from community.web.engine import report_degraded, search_engine
from community.web.session import current_actor
from community.web.urls import absolute

LONGEST = 500
"""Characters of a query that are read."""


@blueprint.get("/search")
def search() -> Response:
    """List the threads that fit `q`, best first."""
    size, offset = limit(), next(iter(cursor()), 0)
    words = request.args.get("q", "")[:LONGEST]
    found = find(db_session(), current_actor(), search_engine(), words, limit=size, offset=max(0, offset))
    report_degraded(found.degraded)
    following = cursor_of(offset + size) if found.total > offset + size else None
    return jsonify(items=_items(found.items, offset), next=following)


@blueprint.get("/similar")
def similar() -> Response:
    """List threads with a title like `title`, solved ones first."""
    title = request.args.get("title", "")[:LONGEST]
    found = similar_to(db_session(), current_actor(), search_engine(), title, limit())
    return jsonify(items=_items(found, 0), next=None)


def _items(found: Iterable[FoundPost], offset: int) -> list[dict[str, Any]]:
    """The score is the reciprocal rank: the engine's own number depends on posts that the caller may not see."""
    return [
        {
            "thread_id": item.thread_id,
            "post_id": item.post_id,
            "title": item.title,
            "url": absolute("public.post", post_id=item.post_id),
            "excerpt": item.summary,
            "solved": item.state == "solved",
            "score": round(1 / rank, 4),
        }
        for rank, item in enumerate(found, offset + 1)
    ]
