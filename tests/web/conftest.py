"""Sites that tests of the web visit."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from community import settings
from community.app import create_app
from community.commands.password_changes import set_password
from community.web.database import db
from community.web.limits import limiter
from community.work import unit_of_work
from tests.cast import Cast
from tests.web.descriptions import assert_described, assert_shape
from tests.web.sites import Site
from tests.web.visitors import PASSWORD, Visitor


@pytest.fixture
def new_site(cast: Cast, tmp_path: Path, storage: str) -> Iterator[Callable[..., Site]]:
    """A function (**options of Site) that opens the place in the company's database."""
    opened: list[Site] = []

    def make(**options: Any) -> Site:
        given = {"STORAGE_URL": storage, **options}
        opened.append(Site(cast, tmp_path / f"site{len(opened)}", **given))
        return opened[-1]

    yield make
    for site in opened:
        site.close()


@pytest.fixture
def site(new_site: Callable[..., Site]) -> Site:
    """The place, open."""
    return new_site()


@pytest.fixture
def api(site: Site) -> Callable[..., TestResponse]:
    """A function (path, method, **given) that calls the API and looks at every answer against its description."""
    browser = site.browser()
    described = browser.get("/api/v1/openapi.json").json

    def call(
        path: str, method: str = "GET", token: dict[str, str] | None = None, **given: Any
    ) -> TestResponse:
        answer = browser.open(
            f"/api/v1{path}", method=method, headers={**(token or {}), **given.pop("headers", {})}, **given
        )
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400:
            assert answer.content_type == "application/problem+json"
            assert answer.json["status"] == answer.status_code
            assert_shape(described, {"$ref": "#/components/schemas/Problem"}, answer.json)
        else:
            assert_described(described, path.partition("?")[0], method.lower(), answer)
        assert "Set-Cookie" not in answer.headers
        return answer

    return call


@pytest.fixture
def app(cast, tmp_path):
    """The app on the database of the cast; Mara and Jana have a password."""
    with unit_of_work(cast.session) as work:
        for name in ("Mara", "Jana"):
            set_password(work, cast.ids[name], PASSWORD)
    made = create_app(
        settings.load({"COMMUNITY_DATA": str(tmp_path / "data"), "DATABASE_URL": cast.database.url})
    )
    limiter.enabled = False
    yield made
    limiter.enabled = True
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(app):
    return Visitor(app)
