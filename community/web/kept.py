"""Texts on their way, for the form they belong to: kept, filled in again, forgotten once sent, through a sign-in."""

import datetime as dt
import secrets
from dataclasses import replace
from typing import Any, Final

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.compositions import drop_composition, keep_composition
from community.commands.saved_texts import Fields, drop_text, has_words, insist_on_place, save_text
from community.model.records import Composition
from community.queries.saved_texts import guests_text, kept_text
from community.web.database import db_session, writing
from community.web.forms import FormState, typed
from community.web.limits import BEGINNING, limiter
from community.web.rendering import EMPTY_FORM
from community.web.session import current_actor
from community.work import Work

PLACES: Final = {
    "public.ask_publish": ("ask", ""),
    "public.reply": ("reply", "thread_id"),
    "public.post_edit_save": ("edit", "post_id"),
    "desk.thread_open": ("open", ""),
    "desk.case_draft": ("answer", "thread_id"),
    "desk.draft_revise": ("draft", "draft_id"),
    "desk.coedit_revise": ("draft", "draft_id"),
}
"""Where each form with an editor goes, with the name of its place and the argument that numbers it."""
PAGES: Final = {
    "ask": ("public.ask", ""),
    "reply": ("public.thread", "thread_id"),
    "edit": ("public.post_edit", "post_id"),
    "open": ("desk.thread_new", ""),
    "answer": ("desk.case", "thread_id"),
    "draft": ("desk.draft", "draft_id"),
}
"""The page that shows the form of each place."""
GUESTS: Final = "ask"
"""The place of the one form that guests are shown."""


def kept_form(place: str, given: FormState = EMPTY_FORM) -> FormState:
    """Return the form of `place` as its writer left it; `given` where they left nothing."""
    if current_actor().id is None and "composition" not in session:
        return given
    kept = kept_text(db_session(), current_actor(), place, session.get("composition"))
    if kept is None:
        return given
    form = typed(kept.fields)
    return replace(form, values={**given.values, **form.values}, saved_at=kept.at)


def keep(work: Work, place: str, fields: Fields) -> dt.datetime | None:
    """Keep what stands in the form at `place` while it is written: a member's for them, a guest's for their browser.

    Returns when that was; None where there are no words to keep, or the form was sent already.
    Raises Refused: sign_in, not_allowed, bad_place; TooManyRequests, where guests begin too many.
    """
    if current_actor().id is None and place == GUESTS:
        if has_words(fields):
            return _keep_for_browser(work, place, fields).created_at
        forget(work, place)
        return None
    row = save_text(work, current_actor(), place, fields)
    # What they wrote here as a guest is in it.
    _let_go(work, place)
    return row.updated_at if row else None


def forget(work: Work, place: str) -> None:
    """Forget what was kept for `place`: it is sent, or not wanted any more."""
    drop_text(work, current_actor(), place)
    _let_go(work, place)


def _let_go(work: Work, place: str) -> None:
    if "composition" in session and guests_text(work.session, place, session["composition"]):
        drop_composition(work, session.pop("composition"))


def page_of(place: str) -> str:
    """Return the address of the page with the form of `place`. Raises Refused: bad_place."""
    insist_on_place(place)
    name, _, number = place.partition(":")
    endpoint, argument = PAGES[name]
    values: dict[str, Any] = {argument: int(number)} if argument else {}
    return url_for(endpoint, **values)


def place_of_request() -> str | None:
    """Return the place of the form that was sent, None for a form without an editor."""
    name, argument = PLACES.get(request.endpoint or "", ("", ""))
    number = (request.view_args or {}).get(argument)
    return (f"{name}:{number}" if argument else name) or None


def keep_for_sign_in() -> Response | None:
    """Keep the text of a form sent by somebody signed out and lead to where they sign in; None without a text.

    Raises TooManyRequests, where guests begin too many.
    """
    place, fields = place_of_request(), request.form.to_dict(flat=False)
    if place is None or not has_words(fields):
        return None
    with writing() as work:
        _keep_for_browser(work, place, fields)
    flash(gettext("Your text is kept. Sign in or register, then publish it."), "done")
    return redirect(url_for("account.login", next=page_of(place)))


def _keep_for_browser(work: Work, place: str, fields: Fields) -> Composition:
    if "composition" not in session:
        session["composition"] = _new_secret()
    return keep_composition(work, session["composition"], place, fields)


@limiter.shared_limit(BEGINNING, "texts of guests")
def _new_secret() -> str:
    return secrets.token_urlsafe(24)
