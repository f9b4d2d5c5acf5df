"""What people look for and do not find."""

from flask import Response, request

from community.queries.missed_searches_page import MissedSearchesPage, missed_searches_page
from community.text.cells import table
from community.web.database import db_session
from community.web.desk.blueprint import blueprint
from community.web.rendering import render


@blueprint.get("/missed-searches")
def missed_searches() -> str:
    """Show searches that found nothing, commonest first."""
    return render("desk/missed_searches.html", page=_page())


@blueprint.get("/missed-searches.csv")
def missed_searches_csv() -> Response:
    """Give the same as a table for a spreadsheet."""
    lines = _page().lines
    rows = [
        ("words", "searches", "days", "last"),
        *((one.words, one.count, one.days, one.last) for one in lines),
    ]
    return Response(
        table(rows),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="missed-searches.csv"'},
    )


def _page() -> MissedSearchesPage:
    return missed_searches_page(db_session(), request.args.get("period", ""))
