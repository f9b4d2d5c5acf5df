"""The page of last resort: no database, no template, but the typed text and a button to send it again."""

from typing import Any

from flask_babel import get_locale, gettext
from markupsafe import Markup

from community.web.csrf import csrf_field

_PAGE = Markup(
    '<!doctype html><html lang="{}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{}</title>'
    '<main><h1>{}</h1><p>{}</p>{}<p>{} · <time datetime="{}">{:%Y-%m-%d %H:%M} UTC</time></p></main></html>'
)
_TEXT = Markup('<p><label>{}<br><textarea name="{}" rows="8" cols="60">\n{}</textarea></label></p>')
_REST = Markup('<input type="hidden" name="{}" value="{}">')
_FORM = Markup('<form method="post" action="{}">{}{}<p><button type="submit">{}</button></p></form>')


def bare_page(context: dict[str, Any]) -> str:
    """Return an error page made of what the request itself brought along."""
    rests = context["status"] == 503
    heading = _said("We are back in a moment" if rests else "That did not work just now")
    sentence = _said("The community rests for a short while." if rests else "It is our fault, not yours.")
    form = _form(context) if context["fields"] else ""
    at = context["at"]
    return _PAGE.format(
        _language(),
        heading,
        heading,
        sentence,
        form,
        context["request_id"],
        at.isoformat(timespec="seconds"),
        at,
    )


def _form(context: dict[str, Any]) -> Markup:
    inputs = (
        _TEXT.format(_said("Your text"), name, value)
        if name in context["written"]
        else _REST.format(name, value)
        for name, value in context["fields"]
    )
    return _FORM.format(context["action"], csrf_field(), Markup("").join(inputs), _said("Send again"))


def _said(sentence: str) -> str:
    """Return a sentence of the full error page in the language of the request, if that can be told."""
    try:
        return str(gettext(sentence))
    except Exception:
        # Whose browser names no language gets that of the place, which is in the database.
        return sentence


def _language() -> str:
    try:
        return str(get_locale() or "en")
    except Exception:
        return "en"
