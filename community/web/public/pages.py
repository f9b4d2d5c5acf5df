"""Legal pages, written by the administrator of the place, and the page on how questions are treated, which is ours."""

from community.queries.site import read_page_text
from community.text.headings import raised
from community.text.markdown import render as render_markdown
from community.web.database import db_session
from community.web.public.blueprint import blueprint
from community.web.rendering import render


@blueprint.get("/<any(imprint, privacy, accessibility, rules):page>")
def page(page: str) -> str:
    """Show one of the legal pages."""
    source = read_page_text(db_session(), page)
    html = raised(render_markdown(source)) if source.strip() else ""
    return render("pages/page.html", name=page, html=html)


@blueprint.get("/how-we-work")
def how_we_work() -> str:
    """Say what happens to a question, and what the signs mean."""
    return render("pages/how_we_work.html")
