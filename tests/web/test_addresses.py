"""Addresses in templates are those that flask builds."""

import pytest
from werkzeug.routing import BuildError, MapAdapter

from community.web.addresses import addresses_of

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

VALUES = ({}, {"page": 3}, {"name": "Mara & Söhne"}, {"tab": None}, {"products": ["a:b", "c"]})


@pytest.mark.parametrize("more", VALUES)
def test_they_are_what_flask_builds(site, more):
    address, built = addresses_of(site.app), 0
    adapter = site.app.url_map.bind("localhost")
    for rule in site.app.url_map.iter_rules():
        for value in (0, 1, 7042, 2**40, "word", "Straße 3"):
            values = {**dict.fromkeys(rule.arguments, value), **more}
            try:
                expected = adapter.build(rule.endpoint, values)
            except (BuildError, ValueError):
                continue
            assert address(rule.endpoint, **values) == expected
            built += 1
    assert built > 500


def test_what_there_is_not_is_refused(site):
    address = addresses_of(site.app)
    for endpoint, values in (("public.nowhere", {}), ("public.post", {}), ("public.post", {"post": 1})):
        with pytest.raises(BuildError):
            address(endpoint, **values)


def test_those_of_posts_and_threads_are_filled_in_without_asking_flask(site, monkeypatch):
    address = addresses_of(site.app)
    monkeypatch.setattr(MapAdapter, "build", None)
    assert address("public.post", post_id=7042) == "/posts/7042"
    assert address("public.bookmark", post_id=7042) == "/posts/7042/bookmark"
