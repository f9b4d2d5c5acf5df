"""Appearance and rules of the place."""

from dataclasses import asdict
from zoneinfo import available_timezones

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.site import change_setting
from community.policy.actors import GUEST
from community.policy.verdicts import Refused
from community.queries.boards import board_cards
from community.queries.site import read_all, read_site
from community.web import refusals
from community.web.admin.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.rendering import render
from community.web.session import current_actor

FIELDS = {
    "site_name": "name",
    "claim": "claim",
    "operator": "operator",
    "language": "language",
    "time_zone": "timezone",
    "catch_all": "catch_all_board",
}
TEXTS = ("imprint", "privacy", "accessibility", "rules")


@blueprint.get("/settings")
def settings() -> str:
    """Show the settings."""
    values = {**asdict(read_site(db_session())), **read_all(db_session())}
    given = {field: str(values.get(key, "")) for field, key in FIELDS.items()}
    given |= {key: str(values.get(key, "")) for key in TEXTS}
    return _show(FormState(given))


@blueprint.post("/settings", endpoint="settings_save")
def settings_save() -> Response | tuple[str, int]:
    """Keep every setting of the form, or none of them."""
    sent = {key: request.form.get(field, "").strip() for field, key in FIELDS.items()}
    sent |= {key: request.form.get(key, "").replace("\r\n", "\n").strip() for key in TEXTS}
    key = ""
    try:
        with writing() as work:
            for key, value in sent.items():
                change_setting(work, current_actor(), key, value)
    except Refused as error:
        field = next((name for name, setting in FIELDS.items() if setting == key), key)
        form = typed(
            request.form.to_dict(flat=False), {field: refusals.sentence(error.code)}, lacking=error.lacking
        )
        return _show(form), refusals.status(error.code)
    flash(gettext("Saved."), "done")
    return redirect(url_for("admin.settings"))


def _show(form: FormState) -> str:
    return render(
        "admin/settings.html",
        form=form,
        time_zones=[(name, name) for name in sorted(available_timezones())],
        boards=[(card.slug, card.name) for card, _ in board_cards(db_session(), GUEST)],
    )
