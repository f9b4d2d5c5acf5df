"""Boards, tags and news: lists of threads."""

from flask import request

from community.queries.board_page import board_page
from community.queries.boards_page import boards_page
from community.queries.news_page import KINDS, news_page
from community.queries.tag_page import tag_page
from community.queries.thread_rows import FILTERS
from community.web.arguments import one_of, page_number
from community.web.database import db_session
from community.web.public.blueprint import blueprint
from community.web.public.known_issues import issue_notice
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/boards")
def boards() -> str:
    """Show the tree of boards."""
    return render("boards/boards.html", page=boards_page(db_session(), current_actor()))


@blueprint.get("/boards/<slug>")
def board(slug: str) -> str:
    """Show a board's threads."""
    page = board_page(
        db_session(),
        current_actor(),
        slug,
        filter=one_of("filter", FILTERS),
        page=page_number(),
        products=frozenset(request.args.getlist("product")),
    )
    return render("boards/board.html", page=page, notice=issue_notice(page.issue))


@blueprint.get("/tags/<slug>")
def tag(slug: str) -> str:
    """Show the threads of a tag."""
    return render("tags/tag.html", page=tag_page(db_session(), current_actor(), slug, page=page_number()))


@blueprint.get("/news")
def news() -> str:
    """Show announcements and articles."""
    page = news_page(db_session(), current_actor(), kind=one_of("kind", KINDS), page=page_number())
    return render("news/news.html", page=page)
