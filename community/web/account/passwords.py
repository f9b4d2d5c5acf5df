"""Forgotten passwords: asking for the mail, and setting a new one with its link."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.password_changes import request_reset, reset_password
from community.model.sign_ins import Purpose
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.web.account.answers import Page, dead_link, message, refused
from community.web.account.blueprint import blueprint
from community.web.account.registering import MAILS, mailbox
from community.web.database import db_session, writing
from community.web.limits import SIGN_IN, limiter
from community.web.rendering import render
from community.web.session import logout_browser


@blueprint.get("/reset")
def reset_request() -> Page:
    """Ask for the address."""
    return render("account/reset_request.html")


@blueprint.post("/reset", endpoint="reset_request_send")
@limiter.limit(SIGN_IN)
@limiter.limit(MAILS, key_func=mailbox)
def reset_request_send() -> Page:
    """Send the mail, if there is somebody to send it to, and say the same in any case."""
    with writing() as work:
        request_reset(work, request.form.get("email", ""))
    return message(
        gettext("Look into your mail"),
        gettext("If there is an account with this address, a link is on its way. It works for one hour."),
        next_url=url_for("account.login"),
        next_label=gettext("Back to sign in"),
    )


@blueprint.get("/reset/<token>")
def reset(token: str) -> Page:
    """Ask for the new password."""
    if not link_works(db_session(), Purpose.reset_password, token):
        return dead_link()
    return render("account/reset.html", token=token)


@blueprint.post("/reset/<token>", endpoint="reset_send")
@limiter.limit(SIGN_IN)
def reset_send(token: str) -> Page | Response:
    """Set the new password; every session ends, this browser's included."""
    try:
        with writing() as work:
            reset_password(work, token, request.form.get("password", ""))
    except Refused as error:
        if error.code == "link_invalid":
            return dead_link()
        form = refused(error, {"password_": "password"})
        return render("account/reset.html", token=token, form=form), 422
    logout_browser()
    flash(gettext("Your new password is set. Sign in with it."), "done")
    return redirect(url_for("account.login"))
