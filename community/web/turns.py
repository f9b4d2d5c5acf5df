"""Has a process make one page at a time on SQLite, where threads that take turns row by row only cost each other."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from flask import Flask, request

from community.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


TURN: Final = "community.turn"
"""Where the turn of a request stands; no header of it can."""


class Turn:
    """The turn of a page, which ends when it is made or sooner."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock, self._held = lock, lock.acquire()

    def end(self) -> None:
        """Let the next one begin."""
        if self._held:
            self._held = False
            self._lock.release()


class Turns:
    """A WSGI app around another one, which is asked for pages one after the other.

    Sending them is no part of it, nor is anything with a body: nobody waits for somebody's slow line.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self.app, self.lock = app, threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or _has_body(environ):
            return self.app(environ, start_response)
        turn = Turn(self.lock)
        try:
            return self.app({**environ, TURN: turn}, start_response)
        finally:
            turn.end()


def _has_body(environ: "WSGIEnvironment") -> bool:
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ


def end_turn() -> None:
    """Let the next page be made: this one is about to wait for whoever writes."""
    turn: Turn | None = request.environ.get(TURN)
    if turn is not None:
        turn.end()


def init_turns(app: Flask, settings: Settings) -> None:
    """Take turns where no page waits for another machine."""
    if settings.database_url.startswith("sqlite") and settings.storage_url.startswith("folder:"):
        app.wsgi_app = Turns(app.wsgi_app)  # type: ignore[method-assign]
