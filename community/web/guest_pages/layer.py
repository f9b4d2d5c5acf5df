"""Stands in front of the app: answers guests with pages that are kept, and keeps those the app makes for them."""

import secrets
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import structlog

from community import clock
from community.web.guest_pages.keeping import ASKED, Made
from community.web.guest_pages.pages import Page, page_of
from community.web.guest_pages.questions import Question, question_of
from community.web.guest_pages.shelf import Shelf, Stamp

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OWN = frozenset({"content-length", "content-encoding", "x-request-id", "etag", "date"})
"""Headers that differ from one answer with a page to the next."""


class GuestPages:
    """A WSGI app around another one."""

    def __init__(
        self, app: "WSGIApplication", shelf: Shelf, version: Callable[[], str | None], hosts: frozenset[str]
    ) -> None:
        self.app, self.shelf, self.version, self.hosts = app, shelf, version, hosts
        self.log = structlog.get_logger("web").bind()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request; one that is no guest's for a page goes through untouched."""
        question = question_of(environ, self.hosts)
        if question is None:
            return self.app(environ, start_response)
        began = time.perf_counter()
        # Before the page is made: what is changed meanwhile turns the version, and the page is for the old one.
        version = self.version()
        if version is None:
            return self.app(environ, start_response)
        stamp = Stamp(version, int(clock.now().timestamp()) // 60)
        page, request_id = self.shelf.get(stamp, question), ""
        if page is None:
            made = Made()
            answer = _Answer()
            body = self.app({**question.environ(environ), ASKED: made}, answer.start)
            page = _page(made, answer)
            if page is None:
                start_response(*answer.given)
                return body
            _close(body)
            self.shelf.put(stamp, question, page)
            request_id = answer.header("x-request-id")
        return self._answer(
            page, question, environ, start_response, request_id or secrets.token_hex(8), began
        )

    def _answer(
        self,
        page: Page,
        question: Question,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        request_id: str,
        began: float,
    ) -> Iterable[bytes]:
        status, headers, body = page.answer(
            environ.get("HTTP_ACCEPT_ENCODING", ""), environ.get("HTTP_IF_NONE_MATCH", "")
        )
        headers.append(("X-Request-Id", request_id))
        method = environ["REQUEST_METHOD"]
        self.log.info(
            "request",
            id=request_id,
            method=method,
            route=page.route,
            status=int(status[:3]),
            ms=round((time.perf_counter() - began) * 1000, 1),
        )
        start_response(status, headers)
        return [] if method == "HEAD" else [body]


class _Answer:
    """Status and headers of an answer that is looked at before it goes out."""

    def __init__(self) -> None:
        self.given: tuple[Any, ...] = ()

    def start(self, *given: Any) -> Callable[[bytes], object]:
        """Take them, as a server would."""
        self.given = given
        return _written

    def header(self, name: str) -> str:
        """Return the value of a header, empty where it is not there."""
        return next((value for key, value in self.given[1] if key.lower() == name), "")


def _page(made: Made, answer: _Answer) -> Page | None:
    if not made.route or answer.header("set-cookie"):
        return None
    headers = tuple((key, value) for key, value in answer.given[1] if key.lower() not in OWN)
    return page_of(made.route, headers, made.content)


def _written(content: bytes) -> object:
    raise RuntimeError(f"an answer was written past WSGI ({len(content)} bytes)")


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close is not None:
        close()
