"""What a member keeps, follows and ignores."""

from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.queries.bookmarks_page import bookmarks_page
from community.queries.follows import follows_page
from community.web.arguments import page_number
from community.web.database import db_session
from community.web.public.blueprint import blueprint
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/bookmarks")
def bookmarks() -> str:
    """Show the posts the member keeps."""
    insist(permitted(current_actor(), "bookmark"))
    page = bookmarks_page(db_session(), current_actor(), page=page_number())
    return render("marks/bookmarks.html", page=page)


@blueprint.get("/follows")
def follows() -> str:
    """Show what the member follows and whom they ignore."""
    insist(permitted(current_actor(), "follow"))
    return render("marks/follows.html", page=follows_page(db_session(), current_actor(), page=page_number()))


@blueprint.get("/keys")
def keys() -> str:
    """Show the keys of the public pages, and where to turn them off."""
    return render("marks/keys.html")
