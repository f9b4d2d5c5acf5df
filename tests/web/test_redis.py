"""Redis is a help: while it is away, people go on as if it were not set."""

import pytest

from community import settings
from community.app import create_app
from community.settings import BadSetting
from tests.web.sites import Browser

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


@pytest.fixture
def environment(cast, tmp_path):
    """The environment of a place whose Redis does not answer."""
    return {
        "COMMUNITY_DATA": str(tmp_path),
        "DATABASE_URL": cast.database.url,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": "k" * 40,
    }


def test_people_write_while_redis_is_away(environment):
    visitor = Browser(create_app(settings.load(environment)), "http://127.0.0.1:8000")
    fields = {"name": "Karla", "email": "karla@example.org", "password": "ein ganzer Satz"}
    assert visitor.post("/account/register", "/account/register", **fields).status_code == 200
    assert visitor.get("/readyz").json["worker"] is False


@pytest.mark.parametrize("url", ["http://127.0.0.1", "redis://", "127.0.0.1:6379"])
def test_an_address_that_is_no_redis_is_said(environment, url):
    with pytest.raises(BadSetting, match="REDIS_URL: expected"):
        settings.load({**environment, "REDIS_URL": url})


def test_a_missing_package_is_said(environment, monkeypatch):
    monkeypatch.setattr(settings, "find_spec", lambda name: None)
    with pytest.raises(BadSetting, match=r"requirements/redis\.txt"):
        settings.load(environment)
