"""Registering as a customer; whether an address has an account already, only its owner learns."""

import hashlib

from flask import redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.members import register as open_account
from community.policy.verdicts import Refused
from community.text.emails import email_key
from community.web.account.answers import Page, message, refused
from community.web.account.blueprint import blueprint
from community.web.database import writing
from community.web.forms import FormState
from community.web.languages import language
from community.web.limits import REGISTER, limiter
from community.web.local import local_path
from community.web.rendering import render
from community.web.session import current_actor

FIELDS = {"name_": "name", "bad_email": "email", "password_": "password"}
MAILS = "6 per hour"
"""To one address; nobody may use our forms to fill somebody's mailbox."""


def mailbox() -> str:
    """Return what mails are counted by: a hash, so that the address itself is kept nowhere."""
    address = email_key(request.form.get("email", ""))
    return "mailbox " + hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


@blueprint.get("/register")
def register() -> Page | Response:
    """Show the form; who is signed in goes on at once."""
    if current_actor().id is not None:
        return redirect(local_path(request.args.get("next")))
    return render("account/register.html", form=FormState({"next": request.args.get("next", "")}))


@blueprint.post("/register", endpoint="register_send")
@limiter.limit(REGISTER)
@limiter.limit(MAILS, key_func=mailbox)
def register_send() -> Page:
    """Open the account and say that a mail is on its way, also where there was one before."""
    values = {name: request.form.get(name, "") for name in ("name", "email", "password")}
    try:
        with writing() as work:
            open_account(work, **values, language=language())
    except Refused as error:
        return render("account/register.html", form=refused(error, FIELDS)), 422
    return message(
        gettext("Look into your mail"),
        gettext("We sent you a link. Once you have opened it, you can write here; you can sign in already."),
        next_url=url_for("account.login", next=local_path(request.form.get("next"))),
        next_label=gettext("Sign in"),
    )
