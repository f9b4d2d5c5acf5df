"""Error pages: a right status, a clear sentence, and never a lost text."""

import errno
import re

import structlog
from flask import Flask, Response, g, jsonify, make_response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError
from werkzeug.exceptions import HTTPException, TooManyRequests

from community import clock
from community.access import Absent
from community.policy.verdicts import Refused
from community.storage.store import StorageUnavailable
from community.web import refusals
from community.web.database import db
from community.web.kept import keep_for_sign_in
from community.web.limits import seconds_left
from community.web.rendering import page_or_bare
from community.web.session import current_actor
from community.work import Conflict

logger = structlog.get_logger("web")
SECRET_FIELDS = re.compile("password|csrf_token")
"""Fields that a page offering to send a form again never shows."""
WRITTEN = ("body", "title", "comment", "reason", "description", "about")
"""Fields that somebody wrote something into, which no refusal may lose."""


def init_errors(app: Flask) -> None:
    """Answer every way a request can fail."""
    app.register_error_handler(Absent, lambda error: show(404, resend=_wrote()))
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Conflict, lambda error: show(409, refusals.conflict(), resend=True))
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(OSError, _no_room)
    app.register_error_handler(StorageUnavailable, _no_storage)
    app.register_error_handler(TooManyRequests, _too_many)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def show(status: int, reason: str = "", *, resend: bool = False) -> Response:
    """Return the error page of `status`; `resend` gives back what was typed with a button to send it again."""
    if request.path.startswith("/api/"):
        return problem(status, reason)
    body = page_or_bare(
        "errors/error.html",
        status=status,
        reason=reason,
        request_id=g.get("request_id", ""),
        at=clock.now(),
        words=_words_of_address() if status == 404 else "",
        fields=_typed() if resend else (),
        written=WRITTEN,
        # What was only asked for can be asked for again.
        again=request.method == "GET" and (status == 429 or status >= 500),
        action=request.full_path.rstrip("?"),
    )
    return make_response(body, status)


def _words_of_address() -> str:
    """The words in the address that leads nowhere, to search for; never its numbers or folders."""
    last = request.path.rstrip("/").rpartition("/")[2]
    return " ".join(word for word in re.findall(r"[^\W\d_]+", last) if len(word) > 2)[:100]


def _typed() -> tuple[tuple[str, str], ...]:
    """What was sent with this request, but for secrets; nothing where reading it is what failed."""
    if request.method != "POST":
        return ()
    sent = request.form.items(multi=True)
    return tuple((name, value.replace("\x00", "")) for name, value in sent if not SECRET_FIELDS.search(name))


def _wrote() -> bool:
    """Say whether there is a text in what was sent."""
    return request.method == "POST" and any(request.form.get(name, "").strip() for name in WRITTEN)


def problem(status: int, reason: str = "", code: str = "") -> Response:
    """Return an error of the API as RFC 9457 describes it."""
    title = STATUS_NAMES.get(status, "Error")
    body = {"type": "about:blank", "title": title, "status": status, "detail": reason, "code": code}
    response = jsonify({key: value for key, value in body.items() if value != ""})
    response.status_code = status
    response.content_type = "application/problem+json"
    return response


STATUS_NAMES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


def _refused(error: Refused) -> Response:
    status = refusals.status(error.code)
    if request.path.startswith("/api/"):
        return problem(status, refusals.sentence(error.code), error.code)
    # Where the session ended while they wrote, the text goes along to the page to sign in on, and back.
    kept = _kept() if status == 401 else None
    if kept is not None:
        return kept
    if status == 401 and not _wrote():
        back = request.full_path.rstrip("?") if request.method == "GET" else ""
        return make_response(redirect(url_for("account.login", next=back)))
    return show(status, refusals.sentence(error.code), resend=_wrote())


def _expired(error: CSRFError) -> Response:
    # Sent from a page of ours by a browser that has lost its session: a form of another site could plant a text.
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and current_actor().id is None
    return (_kept() if ours else None) or show(400, "expired", resend=True)


def _kept() -> Response | None:
    """Lead to where they sign in, with their text kept; None without one."""
    try:
        kept = keep_for_sign_in()
    except TooManyRequests as error:
        return _too_many(error)
    return None if kept is None else make_response(kept)


def _too_many(error: TooManyRequests) -> Response:
    seconds = seconds_left()
    response = show(429, refusals.too_many(seconds), resend=True)
    response.headers["Retry-After"] = str(seconds)
    return response


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error)
    response = show(error.code, resend=error.code in (400, 404) and _wrote())
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _busy(error: OperationalError) -> Response:
    logger.error("database unavailable", id=g.get("request_id"), error=type(error.orig).__name__)
    return _later()


def _no_room(error: OSError) -> Response:
    """A file that can't be kept is no fault of the program while the disk is full."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return _broken(error)
    logger.error("disk full", id=g.get("request_id"))
    return _later()


def _no_storage(error: StorageUnavailable) -> Response:
    logger.error("storage unavailable", id=g.get("request_id"), reason=str(error))
    return _later()


def _later() -> Response:
    _forget_session()
    response = show(503, resend=True)
    response.headers["Retry-After"] = "10"
    return response


def _broken(error: Exception) -> Response:
    # The message of a statement that failed holds what people wrote; the type is enough to find the place.
    logger.error(
        "failed",
        id=g.get("request_id"),
        error=type(error).__name__,
        exc_info=not isinstance(error, StatementError),
    )
    _forget_session()
    return show(500, resend=True)


def _forget_session() -> None:
    try:
        db.session.rollback()
    except DBAPIError:
        db.session.remove()
