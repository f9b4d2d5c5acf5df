"""Previews: what a text will look like, rendered as it would be published and kept nowhere."""

from dataclasses import replace

from flask import request

from community.commands.references import references_in
from community.commands.versions import checked_html
from community.policy.verdicts import Refused
from community.queries.uploads import own_named
from community.web import refusals
from community.web.database import db_session
from community.web.forms import FormState, typed
from community.web.private_data import TAKE_OUT, taken_out
from community.web.session import current_actor


def previewing() -> bool:
    """Say whether a form was sent to see its text, or its text without what looks private, instead of publishing it."""
    return request.form.get("step") in ("preview", TAKE_OUT)


def previewed() -> FormState:
    """Return the sent form with everything typed and its text as it will look; or without what looks private."""
    form = typed(request.form.to_dict(flat=False))
    if request.form["step"] == TAKE_OUT:
        return taken_out(form)
    try:
        return replace(form, preview=preview(form.value("body")))
    except Refused as error:
        return replace(form, errors={"body": refusals.sentence(error.code)})


def preview(source: str) -> str:
    """Return the HTML of a text, empty where nothing is written yet. Raises Refused: body_long."""
    try:
        images = own_named(db_session(), current_actor(), source)
        return checked_html(source, images, references_in(db_session(), source))
    except Refused as error:
        if error.code != "body_missing":
            raise
        return ""
