"""Renders pages: the frame around every page, and a bare one when even that can't be made."""

from typing import Any, cast
from urllib.parse import parse_qsl

import structlog
from flask import g, get_flashed_messages, request
from flask_babel import gettext

from community.policy.actors import Actor
from community.queries.frame import Flash, Frame, Notice
from community.queries.viewer import viewer_and_site
from community.web.bare_page import bare_page
from community.web.database import db_session
from community.web.forms import FormState
from community.web.languages import LANGUAGES, language, site, theme
from community.web.session import current_actor
from community.web.templates import fill, templates

EMPTY_FORM = FormState()


def render(
    template: str,
    *,
    canonical: str | None = None,
    form: FormState = EMPTY_FORM,
    notice: Notice | None = None,
    **context: Any,
) -> str:
    """Return the page made of `template` inside the frame for the person who asks; of two notices the one that is
    given stands on it.
    """
    return fill(template, frame=_frame(canonical, notice), form=form, **context)


def render_block(template: str, block: str, **context: Any) -> str:
    """Return one block of `template`, for scripts that swap a part of a page."""
    source = templates().get_template(template)
    components = templates().get_template("components/ui.html").module
    return "".join(source.blocks[block](source.new_context({"ui": components, **context})))


def page_or_bare(template: str, **context: Any) -> str:
    """Return an error page; a bare one where it can't be made, whatever is the matter."""
    try:
        return render(template, **context)
    except Exception as error:
        logger = structlog.get_logger("web")
        logger.error("bare error page", id=g.get("request_id"), error=type(error).__name__)
        return bare_page(context)


def _frame(canonical: str | None, notice: Notice | None) -> Frame:
    actor = current_actor()
    viewer = None
    if actor.id is not None:
        viewer, g.site = viewer_and_site(db_session(), actor)
    place = site()
    return Frame(
        site_name=place.name,
        claim=place.claim,
        operator=place.operator,
        language=language(),
        languages=LANGUAGES,
        theme=theme(),
        viewer=viewer,
        path=request.full_path.rstrip("?"),
        canonical=canonical,
        notice=notice or _confirm_first(actor),
        flashes=tuple(_flashes()),
    )


def _confirm_first(actor: Actor) -> Notice | None:
    """Who registered and can't write yet is told why on every page, and where to get the link again."""
    if actor.id is None or actor.is_staff or actor.email_confirmed:
        return None
    return Notice(
        "confirm",
        gettext("Confirm your mail address"),
        gettext("We sent you a link. Once you have opened it, you can write here."),
        None,
    )


def _flashes() -> list[Flash]:
    # Reading flashes opens the session; a guest without a cookie can have none.
    if not request.cookies:
        return []
    return [_flash(kind, text) for kind, text in _flashed()]


def _flash(kind: str, text: str) -> Flash:
    """A flash of the kind "undo <address>" brings the way back along; its query is sent as fields of a form."""
    kind, _, undo = kind.partition(" ")
    address, _, query = undo.partition("?")
    return Flash(
        text,
        kind if kind in ("done", "failed") else "done",
        undo_url=address or None,
        undo_fields=tuple(parse_qsl(query)),
    )


def _flashed() -> list[tuple[str, str]]:
    return cast(list[tuple[str, str]], get_flashed_messages(with_categories=True))
