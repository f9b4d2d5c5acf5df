"""Who is signed in: the browser keeps a random token, the database its hash."""

from dataclasses import dataclass
from typing import cast

import structlog
from flask import Flask, Response, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy.exc import SQLAlchemyError

from community.commands.sign_ins import note_use
from community.policy.actors import GUEST, Actor
from community.queries.sign_ins import signed_in
from community.web.database import db_session
from community.web.turns import end_turn
from community.work import unit_of_work

manager = LoginManager()


@dataclass(frozen=True, slots=True)
class Browser:
    """A signed-in browser, as Flask-Login wants it."""

    token: str
    actor: Actor = GUEST
    """As it stood when the request came."""
    timezone: str | None = None
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return the random token; never the member's id."""
        return self.token


def init_sessions(app: Flask, *, secure: bool) -> None:
    """Set the cookie up: HttpOnly, SameSite=Lax, and `__Host-` with Secure where the address is https."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-zuruf" if secure else "zuruf",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_PROTECTION=None,
    )
    manager.session_protection = None
    manager.init_app(app)
    app.after_request(_note_use)


@manager.user_loader  # type: ignore[untyped-decorator]
def _load(token: str) -> Browser | None:
    found = signed_in(db_session(), token)
    if found is None:
        return None
    if found.unnoted:
        g.unnoted = token
    return Browser(token, found.actor, found.timezone)


def _note_use(response: Response) -> Response:
    """Write down once an hour that the session is in use, so that it does not end as an idle one."""
    token = g.pop("unnoted", None)
    if token is not None:
        end_turn()
        try:
            with unit_of_work(db_session()) as work:
                note_use(work, token)
        except SQLAlchemyError:
            # The page was made; the next request tries again.
            structlog.get_logger("web").warning("use not noted")
    return response


def current_actor() -> Actor:
    """Return who makes this request, GUEST where nobody is signed in."""
    if "actor" not in g:
        g.actor = _actor()
    return g.actor  # type: ignore[no-any-return]


def _actor() -> Actor:
    browser = _signed_in()
    return browser.actor if browser else GUEST


def _signed_in() -> Browser | None:
    # A browser without our cookie is a guest; asking would only make the answer depend on cookies.
    if not request.cookies or not current_user.is_authenticated:
        return None
    return cast(Browser, current_user)


def current_token() -> str | None:
    """Return the token of this browser's session, None where nobody is signed in."""
    browser = _signed_in()
    return browser.token if browser else None


def own_zone() -> str | None:
    """Return the time zone that whoever is signed in chose for themselves, if they did."""
    browser = _signed_in()
    return browser.timezone if browser else None


def login_browser(token: str) -> None:
    """Bind this browser to the sign-in `token`, leaving nothing of the session before it."""
    kept = {key: session[key] for key in ("composition",) if key in session}
    session.clear()
    session.update(kept)
    login_user(Browser(token))
    g.pop("actor", None)


def logout_browser() -> str | None:
    """Unbind this browser; return the token whose sign-in is to be ended, if there was one."""
    token = current_user.token if current_user.is_authenticated else None
    logout_user()
    session.clear()
    g.pop("actor", None)
    return token
