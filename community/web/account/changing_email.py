"""Confirming a change of address, from the old and the new mailbox; a click on the page does it, not the link."""

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from community.commands.email_changes import confirm_email_change
from community.model.sign_ins import Purpose
from community.policy.verdicts import Refused
from community.queries.one_time_links import link_works
from community.web import refusals
from community.web.account.answers import Page, dead_link, message
from community.web.account.blueprint import blueprint
from community.web.database import db_session, writing
from community.web.rendering import render
from community.web.session import current_actor


@blueprint.get("/email/<token>", endpoint="email_change")
def email_change(token: str) -> Page:
    """Show the button."""
    works = [link_works(db_session(), purpose, token) for purpose in PURPOSES]
    return render("account/email_change.html", token=token) if any(works) else dead_link()


@blueprint.post("/email/<token>", endpoint="email_change_send")
def email_change_send(token: str) -> Page | Response:
    """Confirm the change for one of the two addresses."""
    try:
        with writing() as work:
            done = confirm_email_change(work, token)
    except Refused as error:
        if error.code == "email_taken":
            return message(gettext("That did not work yet"), refusals.sentence(error.code)), 409
        return dead_link()
    if not done:
        return message(
            gettext("Thank you, one half is done"),
            gettext("The change holds once the link to the other address is confirmed as well."),
        )
    flash(gettext("Our mails go to your new address from now on."), "done")
    signed_in = current_actor().id is not None
    return redirect(
        url_for("account.settings_section", section="email") if signed_in else url_for("account.login")
    )


PURPOSES = (Purpose.change_email_old, Purpose.change_email_new)
