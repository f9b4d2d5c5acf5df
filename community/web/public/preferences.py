"""Theme and language, chosen in the footer and kept in a cookie each."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from community.web.choices import KNOWN, keep_choice
from community.web.csrf import same_origin
from community.web.local import local_path
from community.web.public.blueprint import blueprint


@blueprint.post("/preference")
def preference() -> Response:
    """Keep a choice and go back to the page it was made on."""
    if not same_origin():
        abort(400)
    response = redirect(local_path(request.form.get("next", "/")))
    for name in KNOWN:
        keep_choice(response, name, request.form.get(name))
    return response
