"""The blueprint of the desk; nobody but the people it is for learns that its pages exist."""

from flask import Blueprint, request

from community.access import Absent
from community.policy.rights import permitted
from community.policy.verdicts import Refused
from community.web.session import current_actor

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
FOR_MODERATORS = ("desk.held", "desk.approval", "desk.return_")
"""Also for trusted customers who moderate."""


@blueprint.before_request
def for_the_team() -> None:
    """Let staff in, and moderators where they decide; guests are asked to sign in."""
    actor = current_actor()
    if permitted(actor, "see_desk"):
        return
    if request.endpoint in FOR_MODERATORS and permitted(actor, "review_held"):
        return
    if actor.id is None:
        raise Refused("sign_in")
    raise Absent
