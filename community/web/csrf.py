"""Forms are ours or refused; what is exempt stands in one list here."""

from typing import cast

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup

EXEMPT = {
    "api": "a bearer token is no cookie, so no other site can send it",
    "account.stop_send": "a mail program sends it by itself (RFC 8058); the signed link says whose mails stop",
    "public.view": "a guest has no session yet to bind a token to; the origin is checked, and it only counts",
    "public.preference": "a guest has no session yet to bind a token to; the origin is checked instead",
}
"""Blueprints and endpoints without a token, each with the reason."""

protect = CSRFProtect()


def init_csrf(app: Flask) -> None:
    """Check the token of every POST, and offer `csrf_field()` to templates."""
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False, WTF_CSRF_CHECK_DEFAULT=False)
    protect.init_app(app)
    app.jinja_env.globals["csrf_field"] = csrf_field

    @app.before_request
    def check_token() -> None:
        if (
            request.endpoint is not None
            and request.endpoint not in EXEMPT
            and request.blueprint not in EXEMPT
        ):
            protect.protect()


def csrf_field() -> Markup:
    """Return the hidden input of a form; the first one starts the session of a guest."""
    field = g.get("csrf_field")
    if field is None:
        field = Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
        g.csrf_field = field
    return cast(Markup, field)


def same_origin() -> bool:
    """Say whether the browser tells that this request comes from one of our own pages."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == request.host_url.rstrip("/")
