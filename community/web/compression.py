"""Sends texts compressed where that tells nobody anything: assets, and pages that hold no secret."""

import gzip

from flask import Flask, Response, g, request, session

from community.web.guest_pages.keeping import kept_by_layer

SMALLEST = 1024
"""Bytes; below a packet nothing is gained."""
LEVEL = 6
"""Half a millisecond for a page of 40 KB; nine takes twice as long for one percent less."""
TEXTS = frozenset(
    {
        "text/html",
        "text/plain",
        "application/xml",
        "application/atom+xml",
        "application/json",
        "image/svg+xml",
    }
)


def init_compression(app: Flask) -> None:
    """Compress what guests read; what is put together from files is compressed once, where it is read."""

    @app.after_request
    def compress(response: Response) -> Response:
        if kept_by_layer() or response.mimetype not in TEXTS or response.direct_passthrough:
            return response
        if _holds_secret():
            return response
        if "Content-Encoding" in response.headers or len(response.get_data()) < SMALLEST:
            return response
        response.vary.add("Accept-Encoding")
        if takes_gzip():
            response.set_data(squeezed(response.get_data()))
            response.headers["Content-Encoding"] = "gzip"
        return response


def takes_gzip() -> bool:
    """Say whether whoever asks can read gzip."""
    return request.accept_encodings.quality("gzip") > 0


def squeezed(content: bytes) -> bytes:
    """Return `content` compressed; the same bytes every time."""
    return gzip.compress(content, LEVEL, mtime=0)


def _holds_secret() -> bool:
    """Say whether a form's token or somebody's own data may be in the page.

    The length of a compressed page that repeats what an attacker sent beside a secret tells the secret
    piece by piece (BREACH), so such pages go out as they are.
    """
    if request.method not in ("GET", "HEAD") or "Authorization" in request.headers:
        return True
    # Without our cookie there is a session only if a form on this page has just begun one; asking it would
    # make the answer depend on cookies.
    return "csrf_token" in g or bool(request.cookies and session)
