"""`next` leads nowhere but home."""

import pytest

from community.web.local import local_path


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/ask",
        "/threads/7-wlan?page=2#post-9",
        "/members/Jana Krüger",
        "/search?q=a%20b",
        "/tags/c%2B",
    ],
)
def test_a_path_on_this_site_stays(url: str) -> None:
    assert local_path(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "ask",
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/a\\b",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/%2f/evil.example",
        "/%2Fevil.example",
        "/%5cevil.example",
        "/%09/evil.example",
        "/\x00/evil.example",
        "/\x85/evil.example",
        "/ /evil.example",
        "javascript:alert(1)",
        "http:/evil.example",
    ],
)
def test_everything_else_is_refused(url: str | None) -> None:
    assert local_path(url) == "/"
    assert local_path(url, "/desk/") == "/desk/"
