"""Somebody with one connection to a server, who keeps cookies as a browser does."""

import time
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

from tests.bench.community import PASSWORD
from tests.web.sites import Form, forms

IDLE = 2.0
"""Seconds after which a connection is made anew: the server gives idle ones up after five."""


class Visitor:
    """A guest, until signed in."""

    def __init__(self, url: str) -> None:
        self.connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        self.cookies: dict[str, str] = {}
        self.last = 0.0

    @property
    def cookie(self) -> str:
        """The Cookie header this visitor sends; empty for a guest."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path: str) -> str:
        """Fetch a page; fails where there is none."""
        answer, body, _ = self._ask("GET", path)
        assert answer.status == 200, f"{path}: {answer.status}"
        return body

    def form(self, path: str, action: str) -> Form:
        """Fetch a page and return its form that goes to `action`."""
        page = self.get(path)
        return next(
            one for one in forms(page) if one.method == "post" and urlsplit(one.action).path == action
        )

    def send(self, form: Form, **typed: str) -> float:
        """Send a form with what was typed into it; return the seconds until it was answered. Fails where refused."""
        fields = {**dict(form.fields), **typed}
        answer, body, seconds = self._ask("POST", form.action, urlencode(fields))
        assert answer.status == 302, f"{form.action}: {answer.status}\n{body}"
        return seconds

    def sign_in(self, email: str) -> None:
        """Sign in by the form."""
        self.send(self.form("/account/login", "/account/login"), email=email, password=PASSWORD)

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[HTTPResponse, str, float]:
        headers = {"Cookie": self.cookie} if self.cookies else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        if begun - self.last > IDLE:
            self.connection.close()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.last = time.perf_counter()
        seconds = self.last - begun
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer, text, seconds
