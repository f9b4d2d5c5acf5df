"""Pointing to what does not work at the moment."""

from flask import redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.known_issues import begin_known_issue, end_known_issue
from community.queries.frame import Notice
from community.queries.known_issues import IssueLink
from community.web.database import writing
from community.web.public.blueprint import blueprint
from community.web.session import current_actor


@blueprint.post("/threads/<int:thread_id>/known-issue")
def known_issue(thread_id: int) -> Response:
    """Point to an announcement from the pages of its board."""
    with writing() as work:
        begin_known_issue(work, current_actor(), thread_id)
    return redirect(url_for("public.thread", thread_id=thread_id))


@blueprint.post("/threads/<int:thread_id>/known-issue/removal")
def known_issue_removal(thread_id: int) -> Response:
    """Say that it is over."""
    with writing() as work:
        end_known_issue(work, current_actor(), thread_id)
    return redirect(url_for("public.thread", thread_id=thread_id))


def issue_notice(issue: IssueLink | None) -> Notice | None:
    """Return the notice that points to an issue."""
    if issue is None:
        return None
    return Notice(
        "outage",
        gettext("Known issue"),
        issue.title,
        url_for("public.thread", thread_id=issue.id, slug=issue.slug),
    )
