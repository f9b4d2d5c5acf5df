"""The append-only log."""

from community.queries.admin_pages import audit_page
from community.web.admin.audit_words import audit_word
from community.web.admin.blueprint import blueprint
from community.web.arguments import page_number
from community.web.database import db_session
from community.web.rendering import render


@blueprint.get("/audit")
def audit() -> str:
    """Show the newest entries of the log."""
    page = audit_page(db_session(), page=page_number())
    return render("admin/audit.html", page=page, said=audit_word)
