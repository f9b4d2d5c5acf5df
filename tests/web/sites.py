"""The app on the company's database, and people with browsers who send only forms that a page showed."""

import itertools
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from community import settings
from community.app import create_app
from community.commands.tokens import create_token
from community.model.members import Member
from community.model.sign_ins import Scope
from community.web.database import db
from tests.cast import Cast
from tests.effects import Effects

PASSWORD = "ein ganzer Satz"
# As weak as it gets: signing in a dozen people in every test should not cost seconds.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
_addresses = itertools.count(1)


@dataclass
class Form:
    """A form of a page: where it goes and what it sends untouched."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class Forms(HTMLParser):
    """Reads the forms of a page as a browser does."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.found.append(self._open)
        elif self._open is not None and tag == "textarea":
            self._area = given["name"]
            self._open.fields.append((self._area, ""))
        elif self._open is not None and tag == "input" and "name" in given:
            ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if ticked:
                self._open.fields.append((given["name"], given.get("value", "on")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None and self._open is not None:
            name, text = self._open.fields[-1]
            self._open.fields[-1] = (name, text + data)


def forms(page: str) -> list[Form]:
    """Return the forms of a page."""
    parser = Forms()
    parser.feed(page)
    return parser.found


class Browser:
    """Somebody at an address of their own, so that nobody uses up the tries of another."""

    def __init__(self, app: Flask, base_url: str, language: str = "en") -> None:
        self.client = app.test_client()
        self.base_url = base_url
        number = next(_addresses)
        self.given: dict[str, Any] = {
            "base_url": base_url,
            "environ_base": {"REMOTE_ADDR": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"},
        }
        self.headers = {"Accept-Language": language}

    def open(self, path: str, **given: Any) -> TestResponse:
        """Send one request; nothing is followed."""
        headers = {**self.headers, **given.pop("headers", {})}
        return self.client.open(path, headers=headers, **{**self.given, **given})

    def get(self, path: str, **given: Any) -> TestResponse:
        """Fetch a page."""
        return self.open(path, method="GET", **given)

    def post(self, path: str, page: str = "/account/login", **fields: Any) -> TestResponse:
        """Send these fields and no others, with the token of some form this browser was shown."""
        return self.open(path, method="POST", data={"csrf_token": self.token(page), **fields})

    def token(self, page: str = "/account/login") -> str:
        """Return the token against forgery that this browser's forms carry."""
        for address in (page, "/account/settings"):
            for form in forms(self.get(address).text):
                for name, value in form.fields:
                    if name == "csrf_token":
                        return value
        raise AssertionError(f"no form with a token on {page}")

    def submit(self, page: str, action: str | None = None, **fields: Any) -> TestResponse:
        """Fill in and send the form of a page that goes to `action` (the page itself)."""
        wanted = urlsplit(action or page).path
        shown = self.get(page)
        for form in forms(shown.text):
            if form.method == "post" and urlsplit(form.action).path == wanted:
                data: dict[str, Any] = {}
                for name, value in form.fields:
                    data.setdefault(name, []).append(value)
                return self.open(form.action, method="POST", data={**data, **fields})
        raise AssertionError(f"{page} ({shown.status_code}) has no form that goes to {wanted}")

    def sign_in(self, name: str, **fields: Any) -> TestResponse:
        """Sign in with the form."""
        email = f"{name.lower()}@example.org"
        return self.submit("/account/login", email=email, password=PASSWORD, **fields)


class Site:
    """The app, its index and its effects, with the people of the company at their browsers."""

    def __init__(
        self, cast: Cast, folder: Path, base_url: str = "http://127.0.0.1:8000", **environment: str
    ) -> None:
        self.cast, self.base_url = cast, base_url
        known = {
            "COMMUNITY_DATA": str(folder),
            "DATABASE_URL": cast.database.url,
            "BASE_URL": base_url,
            "SECRET_KEY": "k" * 40,
        }
        self.app = create_app(settings.load({**known, **environment}))
        self.effects = Effects(cast, folder)
        self.follow()
        self.effects.letterbox.messages.clear()

    def follow(self) -> None:
        """Do what the worker would do."""
        self.effects.follow()

    def browser(self, language: str = "en") -> Browser:
        """Return the browser of a guest."""
        return Browser(self.app, self.base_url, language)

    def signed_in(self, name: str) -> Browser:
        """Return the browser of somebody who signed in with the form."""
        self.cast.do(lambda work, _: work.session.execute(update(Member).values(password_hash=HASH)), None)
        browser = self.browser()
        answer = browser.sign_in(name)
        assert answer.status_code == 302, answer.text
        return browser

    def token(self, name: str, scope: str = "read") -> dict[str, str]:
        """Return the header of a program that holds a new token of somebody."""
        secret = self.cast.do(
            lambda work, _: create_token(work, None, self.cast.ids[name], Scope(scope)), None
        )
        return {"Authorization": f"Bearer {secret}"}

    def close(self) -> None:
        """Let go of the database and the index."""
        self.app.extensions["search"].close()
        self.effects.engine.close()
        with self.app.app_context():
            db.engine.dispose()
