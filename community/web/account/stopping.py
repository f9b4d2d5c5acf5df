"""Stopping mails with the link in one of them, without signing in; mail programs do it with one POST (RFC 8058)."""

from flask import request
from flask_babel import gettext

from community.commands.mail_wishes import stop_mails
from community.mail.stopping import read_stop
from community.web.account.answers import Page, dead_link, message
from community.web.account.blueprint import blueprint
from community.web.database import writing
from community.web.rendering import render
from community.web.urls import app_settings


@blueprint.get("/stop/<token>", endpoint="stop")
def stop(token: str) -> Page:
    """Ask which mails are to stop; opening the link changes nothing."""
    found = read_stop(app_settings().secret_key, token)
    return dead_link() if found is None else render("account/stop.html", token=token, stop=found)


@blueprint.post("/stop/<token>", endpoint="stop_send")
def stop_send(token: str) -> Page:
    """Stop mails of the thread, or all of them where the link or the form says so."""
    found = read_stop(app_settings().secret_key, token)
    if found is None:
        return dead_link()
    everything = found.thread_id is None or request.form.get("what") == "all"
    with writing() as work:
        stop_mails(work, found.member_id, None if everything else found.thread_id)
    said = (
        gettext("We send you no more mails about threads. In your settings you can turn them on again.")
        if everything
        else gettext("We send you no more mails about this thread.")
    )
    return message(gettext("Done"), said)
