"""Compressed answers: what guests read, never a page with a form's token or of somebody signed in."""

import gzip
import re

import pytest

from tests.web.sites import Site

GZIP = {"Accept-Encoding": "gzip, br"}


def fetch(site: Site, path: str, browser=None, **headers: str):
    browser = browser or site.browser()
    return browser.get(path, headers=headers)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
class TestCompression:
    def test_a_guest_gets_a_page_compressed_and_the_same_plain(self, site):
        packed, plain = fetch(site, "/", **GZIP), fetch(site, "/")
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.vary and "Accept-Encoding" in plain.vary
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data) / 3

    def test_who_refuses_gzip_gets_none(self, site):
        assert "Content-Encoding" not in fetch(site, "/", **{"Accept-Encoding": "gzip;q=0, *;q=0"}).headers

    def test_reading_still_sets_no_cookie(self, site):
        assert "Set-Cookie" not in fetch(site, "/", **GZIP).headers

    @pytest.mark.parametrize("path", ["/account/login", "/account/register?next=/abc", "/ask"])
    def test_a_page_with_a_token_goes_out_as_it_is(self, site, path):
        answer = fetch(site, path, **GZIP)
        assert b"csrf_token" in answer.data
        assert "Content-Encoding" not in answer.headers

    def test_nothing_of_somebody_signed_in_is_compressed(self, site):
        mara = site.signed_in("Mara")
        for path in ("/", "/account/settings"):
            assert "Content-Encoding" not in fetch(site, path, mara, **GZIP).headers

    def test_a_theme_alone_is_no_secret(self, site):
        guest = site.browser()
        guest.client.set_cookie("theme", "dark", domain="127.0.0.1")
        assert fetch(site, "/", guest, **GZIP).headers["Content-Encoding"] == "gzip"

    def test_assets_come_packed_with_a_weak_tag(self, site):
        page = fetch(site, "/").text
        for path in re.findall(r'"(/assets/[^"#]+)"', page):
            packed, plain = fetch(site, path, **GZIP), fetch(site, path)
            assert gzip.decompress(packed.data) == plain.data
            assert packed.get_etag() == (plain.get_etag()[0], True)

    def test_probes_are_too_small(self, site):
        assert "Content-Encoding" not in fetch(site, "/healthz", **GZIP).headers
