"""The blueprint of the administration; for everybody else its pages do not exist."""

from flask import Blueprint

from community.access import Absent
from community.policy.rights import permitted
from community.policy.verdicts import Refused
from community.web.session import current_actor

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.before_request
def for_administrators() -> None:
    """Let administrators in; guests are asked to sign in."""
    actor = current_actor()
    if permitted(actor, "administer"):
        return
    if actor.id is None:
        raise Refused("sign_in")
    raise Absent
