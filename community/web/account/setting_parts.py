"""What each form of the settings changes; every function says what it did, in the language of the request."""

from collections.abc import Callable
from typing import Final

from flask import request
from flask_babel import gettext

from community.commands.email_changes import cancel_email_change, request_email_change
from community.commands.mail_wishes import choose_mails
from community.commands.members import change_name, request_confirmation, update_profile
from community.commands.password_changes import change_password
from community.commands.sessions import end_other_sessions, end_session
from community.commands.sign_ins import Proof, sign_in
from community.model.account_changes import MailKind
from community.web.account.signing_in import device
from community.web.database import writing
from community.web.session import current_actor, current_token, login_browser

SECTIONS: Final = ("profile", "email", "password", "sessions", "mails", "display")


def _profile() -> str:
    fields = {"about": "about", "region": "region"}
    given = {argument: request.form[field] for field, argument in fields.items() if field in request.form}
    with writing() as work:
        update_profile(work, current_actor(), **given)
    return str(gettext("Saved."))


def _display() -> str:
    fields = {"language": "language", "time_zone": "timezone", "theme": "theme"}
    given = {argument: request.form[field] for field, argument in fields.items() if field in request.form}
    with writing() as work:
        update_profile(work, current_actor(), **given)
    return str(gettext("Saved."))


def _name() -> str:
    with writing() as work:
        change_name(work, current_actor(), current_actor().known(), request.form.get("name", ""))
    return str(gettext("Saved."))


def _confirmation() -> str:
    with writing() as work:
        request_confirmation(work, current_actor())
    return str(gettext("A new link is on its way to you."))


def _email() -> str:
    given = request.form.get("current_password", ""), request.form.get("email", "")
    with writing() as work:
        request_email_change(work, current_actor(), *given)
    return str(gettext("We sent links to confirm the change. Until then everything stays as it is."))


def _email_stays() -> str:
    with writing() as work:
        cancel_email_change(work, current_actor())
    return str(gettext("Your mail address stays as it is."))


def _password() -> str:
    old, new = request.form.get("current_password", ""), request.form.get("new_password", "")
    with writing() as work:
        member = change_password(work, current_actor(), old, new)
        token = sign_in(work, Proof(member.id, member.password_hash or ""), device())
    login_browser(token)
    return str(gettext("Your password is changed, and every other device is signed out."))


def _session() -> str:
    with writing() as work:
        end_session(work, current_actor(), request.form.get("session", ""))
    return str(gettext("That device is signed out."))


def _sessions() -> str:
    with writing() as work:
        end_other_sessions(work, current_actor(), current_token() or "")
    return str(gettext("Every other device is signed out."))


def _mails() -> str:
    wanted = [kind for kind in MailKind if request.form.get(f"mail_{kind.value}") != "never"]
    with writing() as work:
        choose_mails(work, current_actor(), wanted)
    return str(gettext("Saved."))


PARTS: Final[dict[str, tuple[str, Callable[[], str]]]] = {
    "profile": ("profile", _profile),
    "name": ("profile", _name),
    "confirmation": ("email", _confirmation),
    "email": ("email", _email),
    "email_stays": ("email", _email_stays),
    "password": ("password", _password),
    "session": ("sessions", _session),
    "sessions": ("sessions", _sessions),
    "mails": ("mails", _mails),
    "display": ("display", _display),
}
"""By the name a form sends: the page it is on, and what it does."""
