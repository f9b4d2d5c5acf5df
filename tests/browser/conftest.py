"""The place that tests in a browser visit."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import people
from tests.browser.hands import Hand, Keys
from tests.browser.places import Place, furnish
from tests.drills import Client
from tests.servers import prepared
from tests.waiting import until


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A furnished place that runs; tests leave what is in it, but may add to it."""
    data = tmp_path_factory.mktemp("place") / "data"
    with prepared(data, TRUSTED_PROXIES="1") as server:
        made = furnish(server)
        server.start()
        # What was there before the index is in it only when the worker has made one.
        until(lambda: Client(server).found(quote("Hafenstraße")) == [made.threads["returned"]], "the index")
        yield made


@pytest.fixture
def visit(place: Place, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A function (name or nothing, **options) that returns the page of a guest or of somebody signed in."""

    def make(name: str = "", **options: Any) -> Page:
        page = people.person(new_context, **options)
        if name:
            people.sign_in(page, place.url, f"{name.lower()}@example.org")
        return page

    return make


@pytest.fixture
def way(request: pytest.FixtureRequest) -> type[Hand]:
    """How a page is used, for tests that are parametrized with the ways."""
    chosen: type[Hand] = request.param
    return chosen


@pytest.fixture
def hand(visit: Callable[..., Page], way: type[Hand]) -> Callable[..., Hand]:
    """A function (name or nothing, **options) that returns somebody at a page who uses it in one way."""

    def make(name: str = "", **options: Any) -> Hand:
        return way(visit(name, java_script_enabled=way is Keys, **options))

    return make
