"""A refused form, shown again with everything typed and the sentence where it belongs."""

from flask import request

from community.policy.verdicts import Refused
from community.web import refusals
from community.web.forms import FormState, typed


def refused(error: Refused, *, titled: bool = False) -> FormState:
    """Return the sent form with the refusal at its text or, where the form is `titled`, at its title."""
    field = "title" if titled and error.code.startswith("title") else "body"
    field = "files" if error.code.startswith("upload") else field
    fields = request.form.to_dict(flat=False)
    return typed(fields, {field: refusals.sentence(error.code)}, lacking=error.lacking)
