"""Has a process make one page at a time on SQLite, where threads that take turns row by row only cost each other."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from community.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Turns:
    """A WSGI app around another one, which is asked for pages one after the other.

    Sending them is no part of it, nor is anything with a body: nobody waits for somebody's slow line.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self.app, self.turn = app, threading.Lock()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.app(environ, start_response)
        with self.turn:
            return self.app(environ, start_response)


def init_turns(app: Flask, settings: Settings) -> None:
    """Take turns where no page waits for another machine."""
    if settings.database_url.startswith("sqlite") and settings.storage_url.startswith("folder:"):
        app.wsgi_app = Turns(app.wsgi_app)  # type: ignore[method-assign]
