"""Private data in what customers are about to publish: they are asked once, in place, and may have it taken out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from flask_babel import gettext

from community.text.findings import Finding, private
from community.web.asked_fields import PREFIX
from community.web.forms import FormState
from community.web.session import current_actor

ASKED: Final = "private_asked"
"""The name of the fields that say what a form's writer was asked about before: what they send again may be seen."""
TAKE_OUT: Final = "take_out"
"""The step of a form that is sent to have what looks private taken out."""
GONE: Final = "…"
"""What stands in the place of what was taken out."""


def asking(form: FormState) -> FormState | None:
    """Return `form` with what looks private in it; None where nothing does that its writer was not asked about.

    The team is not asked: their texts have a reader, who is shown the same.
    """
    if current_actor().is_staff:
        return None
    asked = form.chosen.get(ASKED, ())
    found = [one for one in _found(form) if one.excerpt not in asked]
    if not found:
        return None
    return replace(
        form, private=found, errors={"private": gettext("Have a look at what seems to be private.")}
    )


def taken_out(form: FormState) -> FormState:
    """Return `form` with everything typed but what looks private."""
    excerpts = [one.excerpt for one in _found(form)]
    return replace(form, values={name: _without(text, excerpts) for name, text in form.values.items()})


def _found(form: FormState) -> Iterator[Finding]:
    for name, text in form.values.items():
        if _is_published(name):
            yield from private(text)


def _without(text: str, excerpts: list[str]) -> str:
    for excerpt in excerpts:
        text = text.replace(excerpt, GONE)
    return text


def _is_published(name: str) -> bool:
    return name in ("title", "body") or name.startswith(PREFIX)
