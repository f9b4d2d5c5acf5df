"""People at real browsers, as far as forms go: they send what a page showed, and what an error page gave back."""

from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

from tests.servers import Server
from tests.web.sites import forms

PASSWORD = "ein ganzer Satz"


class _Stay(HTTPRedirectHandler):
    """Follows nothing: where a form leads is the answer."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 where nobody answered."""

    status: int
    text: str = ""
    headers: Message = field(default_factory=Message)


def _browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()), _Stay)


@dataclass
class Person:
    """Somebody with an account, at a browser."""

    server: Server
    name: str = "Mara"
    browser: OpenerDirector = field(default_factory=_browser)

    def register(self, *options: str) -> None:
        """Open the account on the command line, and sign in."""
        email = f"{self.name.lower()}@example.org"
        known = ("--email", email, "--role", "customer", "--password-stdin", *options)
        self.server.command("user", "add", self.name, *known, given=f"{PASSWORD}\n")
        page = self.get("/account/login").text
        assert self.send(page, "/account/login", email=email, password=PASSWORD).status == 302

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._fetch(Request(self.server.url + path))

    def send(self, page: str, action: str, **typed: str) -> Answer:
        """Fill in and send the form of a page that goes to `action`."""
        for form in forms(page):
            if form.method == "post" and form.action.partition("?")[0] == action:
                fields = urlencode({**dict(form.fields), **typed}).encode()
                return self._fetch(Request(self.server.url + form.action, fields))
        raise AssertionError(f"no form goes to {action}: {page}")

    def _fetch(self, request: Request) -> Answer:
        try:
            with self.browser.open(request, timeout=40) as answer:
                return Answer(answer.status, answer.read().decode(), answer.headers)
        except HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), error.headers)
        except (URLError, OSError, HTTPException):
            return Answer(0)
