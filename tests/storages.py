"""Places for content: a folder, and a bucket of a real server of the S3 protocol on loopback."""

import logging
from collections.abc import Callable, Iterator
from itertools import count
from urllib.parse import urlsplit
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

IN_BOTH = pytest.mark.parametrize("storage", ["folder", "s3"], indirect=True)
"""For tests that hold wherever content is kept."""


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Address of a server of the S3 protocol for all tests of this worker."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(s3_server: str) -> str:
    """A bucket of this test's own, as STORAGE_URL has it, with nothing in it."""
    name = f"zuruf-{uuid4().hex}"
    client = boto3.client(
        "s3",
        endpoint_url=s3_server,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket=name)
    client.close()
    return f"s3://key:secret@{name}?endpoint={s3_server}"


@pytest.fixture
def storage(request: pytest.FixtureRequest) -> str:
    """STORAGE_URL of this test: a folder, with IN_BOTH then a bucket."""
    wanted: str = getattr(request, "param", "folder")
    return str(request.getfixturevalue("bucket")) if wanted == "s3" else "folder:"


@pytest.fixture
def new_storage(storage: str) -> Callable[[], str]:
    """A function that returns a STORAGE_URL with nothing in it; folders differ by their data folder."""
    numbers = count(1)

    def make() -> str:
        if storage == "folder:":
            return storage
        parts = urlsplit(storage)
        return parts._replace(path=f"/place-{next(numbers)}").geturl()

    return make
