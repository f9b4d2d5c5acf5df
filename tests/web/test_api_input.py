"""Bad input to the API: no cursor, limit or body breaks it, on either database."""

import json

import pytest

from tests.stories import asked

WORDS = {"board": "internet", "title": "Glasfaser langsam seit gestern", "body": "Der Router blinkt."}
BAD = ("\x00", "a\x00b", "\ud800", 7, None, [], {}, True)


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "9" * 50,
        "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5",
        "LTE=",
        "MSwyLDM=",
        "4pi6",
        "MSwtOQ==",
        "MDAwLDE=",
    ],
)
def test_no_cursor_breaks_a_list(site, api, cursor):
    asked(site.cast)
    for path in ("/threads?", "/threads/1/posts?", "/search?q=line&"):
        assert api(f"{path}cursor={cursor}").status_code in (200, 400)


@pytest.mark.parametrize(
    "limit", ["0", "101", "-1", "x", "000000000000000000000000009", "9" * 5000, "²", "1.5", ""]
)
def test_no_limit_breaks_a_list(site, api, limit):
    for path in ("/threads?", "/search?q=line&", "/similar?title=line&"):
        assert api(f"{path}limit={limit}").status_code == 400


def test_no_body_breaks_it(site, api):
    asked(site.cast)
    token = site.token("Mara", "write")
    for path in ("/threads", "/threads/1/posts"):
        for data in (
            b"",
            b"{",
            b"[]",
            b"null",
            b"1",
            b"[" * 200_000,
            b'{"body": ' * 50_000,
            b"\xff\xfe",
            b'{"a":1e999}',
        ):
            answer = api(path, "POST", token, data=data, content_type="application/json")
            assert answer.status_code in (400, 413, 422), data[:20]
        assert api(path, "POST", token, data={"body": "Worte"}).status_code == 415
        for name in ("title", "body", "board", "kind"):
            for bad in BAD:
                if path == "/threads" or name == "body":
                    answer = api(
                        path,
                        "POST",
                        token,
                        data=json.dumps({**WORDS, name: bad}),
                        content_type="application/json",
                    )
                    assert answer.status_code in (201, 404, 422), (name, bad)
                    assert answer.status_code != 201 or (name, bad) == ("kind", None)
    for name in ("only_thanks", "affects_me_too"):
        assert api("/threads/1/posts", "POST", token, json={"body": "Worte", name: "ja"}).status_code == 422
    staff = site.token("Svea", "staff")
    for bad in ("1", [2**63], [True], ["1"], {}, [0]):
        assert (
            api("/threads/1/posts", "POST", staff, json={"body": "Worte", "answers": bad}).status_code == 422
        )
    for bad in ("x", [1], [None], ["a\x00"], ["\ud800"]):
        sent = json.dumps({**WORDS, "tags": bad})
        assert (
            api("/threads", "POST", token, data=sent, content_type="application/json").status_code == 422
        ), bad
