"""What the pages of an account answer with besides a form: one message, or the form and what is wrong."""

from collections.abc import Mapping

from flask import request, url_for
from flask_babel import gettext

from community.policy.verdicts import Refused
from community.web import refusals
from community.web.forms import FormState, typed
from community.web.rendering import render

Page = str | tuple[str, int]


def message(title: str, text: str, *, next_url: str = "", next_label: str = "") -> str:
    """Return a page that says one thing and, with `next_url`, leads on."""
    return render("account/message.html", title=title, text=text, next_url=next_url, next_label=next_label)


def dead_link() -> Page:
    """Return the page for a link that opens nothing: unknown, used and expired alike."""
    page = message(
        gettext("This link does not work any more"),
        gettext("Links in our mails work once and for a while. You can ask for a new one."),
        next_url=url_for("account.login"),
        next_label=gettext("Sign in"),
    )
    return page, 410


def refused(error: Refused, fields: Mapping[str, str]) -> FormState:
    """Return the sent form with each refusal at its field; `fields` maps beginnings of codes to fields."""
    errors: dict[str, str] = {}
    for code in error.codes:
        field = next((name for start, name in fields.items() if code.startswith(start)), "")
        errors.setdefault(field, refusals.sentence(code))
    return typed(request.form.to_dict(flat=False), errors, lacking=error.lacking)
