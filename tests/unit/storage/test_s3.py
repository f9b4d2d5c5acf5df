"""A bucket as the place for content: listed in pages, shared with others, away, and its address."""

import datetime as dt
import hashlib
import socket
from base64 import b64encode
from collections.abc import Iterator

import pytest

from community import settings
from community.settings import BadSetting, load
from community.storage import s3
from community.storage.s3 import S3Store
from community.storage.store import StorageUnavailable

NAMES = {f"{number:022d}" for number in range(7)}


@pytest.fixture
def silent() -> Iterator[str]:
    """Address of somebody who takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def below(bucket: str, folder: str) -> str:
    return bucket.replace("?", f"/{folder}?")


def test_names_are_listed_page_by_page(bucket: str) -> None:
    store = S3Store(bucket, page=3)
    before = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    for name in NAMES:
        store.put(name, b"x")
    found = dict(store.names())
    assert found.keys() == NAMES
    assert all(before < at < before + dt.timedelta(minutes=10) for at in found.values())


def test_a_prefix_keeps_to_itself_and_leaves_alone_what_others_put_there(bucket: str) -> None:
    one, other = S3Store(below(bucket, "one/place")), S3Store(below(bucket, "other/"))
    one.put("1" * 22, b"one")
    other.put("1" * 22, b"other")
    one.client.put_object(Bucket=one.bucket, Key="one/place/notes.txt", Body=b"theirs")
    assert [name for name, _ in one.names()] == [name for name, _ in other.names()] == ["1" * 22]
    other.delete("1" * 22)
    assert one.open("1" * 22).read() == b"one"


def test_content_goes_with_its_digest_so_that_half_of_it_is_refused(bucket: str) -> None:
    store, sent = S3Store(bucket), []
    store.client.meta.events.register("before-send.s3.PutObject", lambda request, **_: sent.append(request))
    store.put("1" * 22, b"words")
    (request,) = sent
    assert request.headers["Content-MD5"].decode() == b64encode(hashlib.md5(b"words").digest()).decode()
    assert request.headers["Content-Length"] == "5"


@pytest.mark.parametrize("why", ["refuses", "silent", "no bucket"])
def test_storage_that_can_not_be_used_says_so_and_not_with_whose_key(
    why: str, s3_server: str, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "TIMES", {**s3.TIMES, "read_timeout": 0.1})
    address = {"refuses": "http://127.0.0.1:1", "silent": silent, "no bucket": s3_server}[why]
    store = S3Store(f"s3://public:private@nowhere?endpoint={address}")
    for act in (
        lambda: store.put("1" * 22, b"x"),
        lambda: store.open("1" * 22),
        lambda: store.delete("1" * 22),
        lambda: list(store.names()),
    ):
        with pytest.raises(StorageUnavailable) as caught:
            act()
        assert "private" not in str(caught.value)


def test_the_key_is_of_the_environment_where_the_address_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of the machine")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token of the machine")
    own = S3Store("s3://key:a%2Fb%40c@bucket?endpoint=http://127.0.0.1:1&region=eu-central-1").client
    theirs = S3Store("s3://bucket?endpoint=http://127.0.0.1:1").client
    key = own._request_signer._credentials
    assert (key.access_key, key.secret_key, key.token) == ("key", "a/b@c", None)
    assert theirs._request_signer._credentials.access_key == "of the machine"
    assert own.meta.region_name == "eu-central-1"


@pytest.mark.parametrize(
    "url",
    [
        "s3:bucket",
        "s3://key:sec/ret@bucket",
        "s3://key@bucket",
        "s3://bucket?endpoint=127.0.0.1:9000",
        "s3://bucket?endpoint=http://[nowhere",
        "s3://bucket?endpoint=http://key:secret@host",
        "s3://[bucket",
        "s3://bucket?region=",
        "s3://bucket?acl=public-read",
        "s3://Bucket",
        "https://bucket.example",
        "uploads",
    ],
)
def test_an_address_that_is_no_storage_is_said_without_repeating_it(url: str, tmp_path) -> None:
    with pytest.raises(BadSetting, match="STORAGE_URL: expected") as caught:
        load({"COMMUNITY_DATA": str(tmp_path), "STORAGE_URL": url})
    assert url not in str(caught.value)


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(settings, "find_spec", lambda name: None)
    with pytest.raises(BadSetting, match=r"requirements/s3\.txt"):
        load({"COMMUNITY_DATA": str(tmp_path), "STORAGE_URL": "s3://bucket"})
