"""Atom feeds (RFC 4287) and the sitemap."""

from flask import Response

from community.queries.feed import feed as feed_of
from community.queries.feed import sitemap as sitemap_of
from community.web.database import db_session
from community.web.languages import site
from community.web.public.blueprint import blueprint
from community.web.templates import fill
from community.web.urls import absolute


@blueprint.get("/feed.atom")
def feed() -> Response:
    """Answer with the newest threads."""
    return _atom(None)


@blueprint.get("/boards/<slug>/feed.atom")
def board_feed(slug: str) -> Response:
    """Answer with the newest threads of a board."""
    return _atom(slug)


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Answer with the addresses search engines should know."""
    body = fill("feeds/sitemap.xml", threads=sitemap_of(db_session()), absolute=absolute)
    return Response(body, content_type="application/xml; charset=utf-8")


def _atom(slug: str | None) -> Response:
    found = feed_of(db_session(), slug)
    address = absolute("public.board_feed", slug=slug) if slug else absolute("public.feed")
    body = fill("feeds/feed.atom", feed=found, name=site().name, address=address, absolute=absolute)
    return Response(body, content_type="application/atom+xml; charset=utf-8")
