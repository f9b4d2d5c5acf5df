"""The blueprint of the API; who calls is told by a bearer token, never by a cookie."""

from flask import Blueprint, g, request

from community import access
from community.policy.actors import GUEST
from community.queries.tokens import token_owner
from community.web.database import db_session
from community.web.errors import problem

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.before_request
def who_calls():  # type: ignore[no-untyped-def]
    """Find out whose token it is; without one the caller is a guest, with a wrong one nobody."""
    header = request.headers.get("Authorization", "")
    if not header:
        g.actor = GUEST
        return None
    kind, _, secret = header.partition(" ")
    owner = token_owner(db_session(), secret.strip()) if kind.lower() == "bearer" else None
    if owner is None:
        response = problem(401, "The token is unknown or no longer valid.", "bad_token")
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    g.actor = access.actor(db_session(), owner.member_id, owner.scope)
    return None
