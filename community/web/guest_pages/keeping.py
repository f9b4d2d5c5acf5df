"""Says of an answer whether it may be kept: which routes, with which arguments, and nothing of anybody in it."""

from typing import Final

from flask import Flask, Response, g, request

from community.web.session import current_actor

KEPT: Final = {
    "public.landing": frozenset({"filter", "page"}),
    "public.boards": frozenset[str](),
    "public.board": frozenset({"filter", "product", "page"}),
    "public.tag": frozenset({"page"}),
    "public.news": frozenset({"kind", "page"}),
    "public.thread": frozenset({"page"}),
    "public.member": frozenset({"tab", "page"}),
    "public.search": frozenset(
        {"q", "status", "board", "product", "staff", "since", "sort", "page", "exact"}
    ),
    "public.keys": frozenset[str](),
    "public.page": frozenset[str](),
    "public.how_we_work": frozenset[str](),
    "public.feed": frozenset[str](),
    "public.board_feed": frozenset[str](),
    "public.sitemap": frozenset[str](),
}
"""Endpoints whose pages are kept, with the arguments they know; an address with others is made each time."""
ASKED: Final = "community.guest_page"
"""Where the layer in front leaves a Made for us; no header of a request can."""
REVALIDATED: Final = "private, no-cache"
"""A browser may keep it and asks each time whether it still holds; nobody on the way may."""


class Made:
    """What comes back to the layer in front: route and content of an answer that may be kept."""

    route = ""
    content = b""


def init_keeping(app: Flask) -> None:
    """Look at every answer that the layer in front would keep."""

    @app.after_request
    def look(response: Response) -> Response:
        made = request.environ.get(ASKED)
        if made is not None and _may_be_kept(response):
            made.route, made.content = str(request.url_rule), response.get_data()
            response.headers["Cache-Control"] = REVALIDATED
            response.vary.update(("Accept-Encoding", "Accept-Language", "Cookie"))
        return response


def keep_off() -> None:
    """Have the answer to this request made anew each time: making it did something, or it is a makeshift."""
    g.keep_off = True


def kept_by_layer() -> bool:
    """Say whether the layer in front answers with what was made for this request, and writes its line of the log."""
    made = request.environ.get(ASKED)
    return made is not None and bool(made.route)


def _may_be_kept(response: Response) -> bool:
    known = KEPT.get(request.endpoint or "")
    return (
        response.status_code == 200
        and known is not None
        and known.issuperset(request.args)
        and current_actor().id is None
        # A form has begun a session.
        and "csrf_token" not in g
        and "keep_off" not in g
        and "Set-Cookie" not in response.headers
    )
