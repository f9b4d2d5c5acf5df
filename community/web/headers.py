"""Headers of every answer: what the browser may load, keep and tell, and which Host we answer to."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from community.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def init_headers(app: Flask, settings: Settings) -> None:
    """Check the Host of every request and put the headers on every answer, errors included."""
    hosts = hosts_of(settings)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]

    @app.before_request
    def check_host() -> None:
        g.request_id = secrets.token_hex(8)
        # Probes of the process come from inside, by whatever name.
        if request.headers.get("Host", "") not in hosts and request.path not in ("/healthz", "/readyz"):
            abort(400)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if settings.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def hosts_of(settings: Settings) -> frozenset[str]:
    """Return the Host headers that are ours: the public address; on a loopback address under each of its names."""
    parts = urlsplit(settings.base_url)
    names = LOOPBACK if parts.hostname in ("127.0.0.1", "localhost", "::1") else (parts.hostname or "",)
    port = f":{parts.port}" if parts.port else ""
    return frozenset(f"{name}{port}" for name in names)
