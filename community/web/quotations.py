"""Quotations: a reply that begins with the words it answers."""

from flask import request, url_for
from flask_babel import gettext

from community.queries.quotation import quoted_post
from community.text.quoting import quoted
from community.web.arguments import is_id
from community.web.database import db_session
from community.web.session import current_actor


def opening_line(post_id: int, name: str) -> str:
    """Return the line above a quotation: whose words they are, with the way to them."""
    address = url_for("public.post", post_id=post_id)
    return f"[{gettext('%(name)s wrote', name=name)}]({address}):"


def asked_quotation(thread_id: int) -> str:
    """Return the quotation that the address asks for with `quote`; empty for a post nobody may quote here."""
    raw = request.args.get("quote", "")
    post = quoted_post(db_session(), current_actor(), thread_id, int(raw)) if is_id(raw) else None
    return quoted(post.html, opening_line(post.id, post.name)) if post else ""
