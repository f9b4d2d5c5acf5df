"""Signing in with a link in a mail; the link shows a button, because mail programs open links by themselves."""

from http import HTTPStatus

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community import access
from community.commands.sign_in_links import request_sign_in_link, sign_in_with_link
from community.model.sign_ins import Purpose
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.web.account.answers import Page, dead_link, message, refused
from community.web.account.blueprint import blueprint
from community.web.account.registering import MAILS, mailbox
from community.web.account.signing_in import device, earlier_session, onwards
from community.web.database import db_session, writing
from community.web.limits import SIGN_IN, limiter
from community.web.local import local_path
from community.web.rendering import render
from community.web.session import login_browser


@blueprint.get("/link")
def link_request() -> Response:
    """Lead to the form that asks for the mail; whoever loads the answer to it once more ends here."""
    return redirect(url_for("account.login"))


@blueprint.post("/link", endpoint="link_request_send")
@limiter.limit(SIGN_IN)
@limiter.limit(MAILS, key_func=mailbox, deduct_when=lambda answer: answer.status_code == HTTPStatus.OK)
def link_request_send() -> Page:
    """Send the mail, if there is somebody to send it to, and say the same for every address."""
    try:
        with writing() as work:
            request_sign_in_link(work, request.form.get("email", ""))
    except Refused as error:
        return render("account/login.html", form=refused(error, {"bad_email": "email"})), 422
    # It stays in this browser: in the mail it would be words of a stranger that we send to somebody.
    session["next"] = local_path(request.form.get("next"), "")
    return message(
        gettext("Look into your mail"),
        gettext("If there is an account with this address, a link is on its way. It works for 15 minutes."),
        next_url=url_for("account.login", next=session["next"] or None),
        next_label=gettext("Back to sign in"),
    )


@blueprint.get("/link/<token>")
def link(token: str) -> Page:
    """Show the button."""
    if not link_works(db_session(), Purpose.sign_in, token):
        return dead_link()
    return render("account/link.html", token=token)


@blueprint.post("/link/<token>", endpoint="link_send")
@limiter.limit(SIGN_IN)
def link_send(token: str) -> Page | Response:
    """Start a new session, whatever the browser had before, and go where the person wanted to."""
    wanted = session.get("next")
    try:
        with writing() as work:
            entered = sign_in_with_link(work, token, device(), earlier=earlier_session())
    except Refused:
        return dead_link()
    login_browser(entered.token)
    if entered.confirmed:
        flash(
            gettext(
                "Your mail address is confirmed. A password chosen before that does not hold any more; “Password"
                " forgotten?” sets a new one."
            ),
            "done",
        )
    return redirect(onwards(access.actor(db_session(), entered.member_id), wanted))
