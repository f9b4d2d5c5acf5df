"""Boards, and who calls."""

from flask import Response, jsonify

from community.policy.verdicts import Refused
from community.queries.boards import board_cards
from community.web.api.blueprint import blueprint
from community.web.database import db_session
from community.web.session import current_actor
from community.web.urls import absolute


@blueprint.get("/boards")
def boards() -> Response:
    """List the boards in order."""
    cards = board_cards(db_session(), current_actor())
    items = [
        {
            "id": card.id,
            "slug": card.slug,
            "name": card.name,
            "description": card.description,
            "url": absolute("public.board", slug=card.slug),
            "threads": card.threads,
            "solved": card.solved,
        }
        for card, _ in cards
    ]
    return jsonify(items=items, next=None)


@blueprint.get("/me")
def me() -> Response:
    """Show whose token it is and what it opens."""
    actor = current_actor()
    if actor.id is None or actor.role is None:
        raise Refused("sign_in")
    rights = sorted(right.value for right in actor.rights)
    return jsonify(
        id=actor.id,
        name=actor.name,
        role=actor.role.value,
        rights=rights,
        team=actor.badge,
        scope=actor.token.value if actor.token else None,
    )
