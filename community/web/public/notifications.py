"""What happened that concerns the member, and what of it they have read."""

from flask import jsonify, redirect, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from community.commands.notifications import mark_all_read, mark_read, mark_thread_read
from community.policy.rights import permitted
from community.policy.verdicts import insist
from community.queries.notifications_page import notifications_page
from community.queries.notifications_seen import unread_in_all
from community.web.database import db_session, writing
from community.web.languages import zone
from community.web.local import local_path
from community.web.public.blueprint import blueprint
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/notifications")
def notifications() -> str:
    """Show the newest notifications."""
    insist(permitted(current_actor(), "own_account"))
    return render(
        "notifications/notifications.html", page=notifications_page(db_session(), current_actor(), zone())
    )


@blueprint.get("/notifications/count")
def notifications_count() -> Response:
    """Return how many are new, for the bell of an open page; nothing where that is what it shows already."""
    insist(permitted(current_actor(), "own_account"))
    unread = unread_in_all(db_session(), current_actor())
    label = ngettext("Notifications, %(num)s new", "Notifications, %(num)s new", unread)
    answer = jsonify(unread=unread, label=label if unread else gettext("Notifications"))
    answer.set_etag(str(unread), weak=True)
    return answer.make_conditional(request)


@blueprint.post("/notifications/reading")
def notifications_reading() -> Response:
    """Mark all notifications as read."""
    with writing() as work:
        mark_all_read(work, current_actor())
    return redirect(url_for("public.notifications"))


@blueprint.post("/notifications/<int:notification_id>/reading")
def notification_reading(notification_id: int) -> Response:
    """Mark one notification as read."""
    with writing() as work:
        mark_read(work, current_actor(), notification_id)
    return redirect(url_for("public.notifications"))


@blueprint.post("/threads/<int:thread_id>/notifications/reading")
def thread_seen(thread_id: int) -> Response:
    """Mark what the member was told of a thread as read: they have it before them."""
    with writing() as work:
        mark_thread_read(work, current_actor(), thread_id)
    return redirect(local_path(request.form.get("next"), url_for("public.notifications")))
