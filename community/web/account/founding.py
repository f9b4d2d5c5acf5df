"""Founding the place in the browser, with the token that the operator's screen shows."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.founding import FIRST_BOARD
from community.commands.founding import found as found_place
from community.commands.sign_ins import Proof, sign_in
from community.model.sign_ins import Purpose
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.web.account.answers import Page, dead_link, refused
from community.web.account.blueprint import blueprint
from community.web.account.signing_in import device
from community.web.database import db_session, writing
from community.web.forms import FormState
from community.web.languages import language
from community.web.limits import SIGN_IN, limiter
from community.web.rendering import EMPTY_FORM, render
from community.web.session import login_browser

FIELDS = {
    "site_name": "site_name",
    "name_": "name",
    "bad_email": "email",
    "email_taken": "email",
    "password_": "password",
    "bad_language": "language",
    "boards_": "boards",
}


@blueprint.get("/found/<token>")
def found(token: str) -> Page:
    """Ask for the place's name, the founder and the first boards."""
    if not link_works(db_session(), Purpose.found, token):
        return dead_link()
    return _show(token, EMPTY_FORM)


@blueprint.post("/found/<token>", endpoint="found_send")
@limiter.limit(SIGN_IN)
def found_send(token: str) -> Page | Response:
    """Found the place and sign its founder in."""
    try:
        with writing() as work:
            founder = found_place(
                work,
                token,
                name=request.form.get("site_name", ""),
                language=request.form.get("language", ""),
                admin_name=request.form.get("name", ""),
                admin_email=request.form.get("email", ""),
                password=request.form.get("password", ""),
                boards=request.form.get("boards", "").splitlines(),
            )
            session_token = sign_in(work, Proof(founder.id, founder.password_hash or ""), device())
    except Refused as error:
        if error.code in ("link_invalid", "already_founded"):
            return dead_link()
        return _show(token, refused(error, FIELDS)), 422
    login_browser(session_token)
    flash(gettext("Welcome. Your community is open."), "done")
    return redirect(url_for("admin.home"))


def _show(token: str, form: FormState) -> str:
    return render("account/found.html", token=token, form=form, boards=FIRST_BOARD[language()])
