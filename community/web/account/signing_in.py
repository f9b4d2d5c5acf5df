"""Signing in and out."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from community import access
from community.commands.sign_ins import prove, sign_in, sign_out
from community.policy.actors import Actor
from community.policy.verdicts import Refused
from community.web.account.answers import Page, refused
from community.web.account.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.forms import FormState
from community.web.limits import SIGN_IN, limiter
from community.web.local import local_path
from community.web.rendering import render
from community.web.session import current_actor, login_browser, logout_browser


@blueprint.get("/login")
def login() -> Page | Response:
    """Show the form; who is signed in goes on at once."""
    if current_actor().id is not None:
        return redirect(onwards(current_actor(), request.args.get("next")))
    given = {name: request.args.get(name, "") for name in ("next", "reason")}
    return render("account/login.html", form=FormState(given))


@blueprint.post("/login", endpoint="login_send")
@limiter.limit(SIGN_IN)
def login_send() -> Page | Response:
    """Start a new session, whatever the browser had before, and go back to where the person came from."""
    try:
        proof = prove(db_session(), request.form.get("email", ""), request.form.get("password", ""))
        with writing() as work:
            token = sign_in(work, proof, device(), earlier=earlier_session())
    except Refused as error:
        return render("account/login.html", form=refused(error, {})), 422
    login_browser(token)
    # What this request was asked as, is a guest.
    return redirect(onwards(access.actor(db_session(), proof.member_id), request.form.get("next")))


@blueprint.post("/logout")
def logout() -> Response:
    """End the session, here and in the database."""
    token = logout_browser()
    if token is not None:
        with writing() as work:
            sign_out(work, token)
    flash(gettext("You are signed out."), "done")
    return redirect(url_for("public.landing"))


def device() -> str:
    """Return how the browser calls itself, for the list of one's sessions."""
    return request.user_agent.string


def onwards(actor: Actor, wanted: str | None) -> str:
    """Return where somebody wanted to go, else where their work is."""
    return local_path(wanted, url_for("desk.queue") if actor.is_staff else url_for("public.landing"))


def earlier_session() -> str | None:
    """Return the token of the session that this browser has and that ends with a new one, if it has any."""
    token: str | None = current_user.token if current_user.is_authenticated else None
    return token
