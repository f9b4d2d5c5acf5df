"""Confirming a mail address; the link shows a button, because mail programs open links by themselves."""

from flask import flash, redirect, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.members import confirm_email
from community.model.sign_ins import Purpose
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.web.account.answers import Page, dead_link
from community.web.account.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/confirm/<token>")
def confirm(token: str) -> Page:
    """Show the button."""
    if not link_works(db_session(), Purpose.confirm_email, token):
        return dead_link()
    return render("account/confirm.html", token=token)


@blueprint.post("/confirm/<token>", endpoint="confirm_send")
def confirm_send(token: str) -> Page | Response:
    """Confirm the address and go on."""
    try:
        with writing() as work:
            confirm_email(work, token)
    except Refused:
        return dead_link()
    flash(gettext("Your mail address is confirmed."), "done")
    # Who wrote a question before registering goes on with it.
    goal = url_for("public.ask" if "composition" in session else "public.landing")
    return redirect(url_for("account.login", next=goal) if current_actor().id is None else goal)
