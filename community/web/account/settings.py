"""Looking after one's own account: a page for each part, one form for each thing."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from community.policy.verdicts import Refused
from community.queries.settings_page import settings_page
from community.web.account.answers import Page, refused
from community.web.account.blueprint import blueprint
from community.web.account.setting_parts import PARTS, SECTIONS
from community.web.account.time_zones import time_zones
from community.web.choices import keep_choice
from community.web.database import db_session
from community.web.forms import FormState
from community.web.languages import language
from community.web.limits import SIGN_IN, limiter
from community.web.rendering import EMPTY_FORM, render
from community.web.session import current_actor, current_token

FIELDS = {
    "name_": "name",
    "about_": "about",
    "region_": "region",
    "bad_email": "email",
    "email_": "email",
    "bad_language": "language",
    "bad_timezone": "time_zone",
    "bad_theme": "theme",
    "password_wrong": "current_password",
    "password_": "new_password",
}


@blueprint.get("/settings", endpoint="settings")
@blueprint.get("/settings/<section>", endpoint="settings_section")
def settings(section: str = "profile") -> Page:
    """Show what was chosen in one part. Raises Refused: sign_in."""
    if section not in SECTIONS:
        abort(404)
    return _show(section, EMPTY_FORM)


@blueprint.post("/settings", endpoint="settings_send")
@limiter.limit(SIGN_IN)
def settings_send() -> Page | Response:
    """Change one thing, or show its page again with what is wrong. Raises Refused: sign_in."""
    if current_actor().id is None:
        raise Refused("sign_in")
    section, change = PARTS.get(request.form.get("part", ""), PARTS["profile"])
    try:
        said = change()
    except Refused as error:
        return _show(section, refused(error, FIELDS)), 422
    flash(said, "done")
    response = redirect(url_for("account.settings_section", section=section))
    for name in ("language", "theme"):
        keep_choice(response, name, request.form.get(name))
    return response


def _show(section: str, form: FormState) -> str:
    if current_actor().id is None:
        raise Refused("sign_in")
    page = settings_page(db_session(), current_actor(), current_token())
    zones = time_zones(language()) if section == "display" else ()
    return render(f"account/settings/{section}.html", page=page, form=form, section=section, time_zones=zones)
