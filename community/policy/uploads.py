"""How much a member may upload."""

from typing import Final

from community.policy.actors import Actor
from community.policy.rights import permitted
from community.policy.verdicts import Verdict

PER_POST: Final = 10
"""As the database says too (version_uploads.position)."""
PER_DAY: Final = 100
"""Uploads of one member in 24 hours; ten posts full of screenshots."""
BYTES_PER_DAY: Final = 200 * 1024 * 1024


def may_upload(actor: Actor) -> Verdict:
    """Say whether `actor` may upload anything at all."""
    allowed = permitted(actor, "upload")
    if not allowed:
        return allowed
    return Verdict() if actor.email_confirmed or actor.is_staff else Verdict("confirm_email")


def has_room(count: int, size: int) -> Verdict:
    """Say whether one more fits into what a member may upload in a day, with `count` and `size` taken."""
    return Verdict() if count < PER_DAY and size < BYTES_PER_DAY else Verdict("uploads_many")
