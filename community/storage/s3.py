"""Keeps content in S3-compatible storage: one place for any number of machines."""

import datetime as dt
import hashlib
import io
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from community.storage.store import NAME, Missing, StorageUnavailable

REGION: Final = "us-east-1"
"""Where neither the address nor the environment names one; most storage but Amazon's own has only this."""
TIMES: Final = {"connect_timeout": 2, "read_timeout": 5, "retries": {"total_max_attempts": 2}}
"""Seconds and tries: storage that does not answer keeps a request for ten seconds, not for minutes."""
PAGE: Final = 1000
"""Names of one listing; no storage gives more."""
_GONE: Final = ("NoSuchKey", "404")


class S3Store:
    """One object for each content, below the prefix; a put object is there whole or not at all."""

    def __init__(self, url: str, *, page: int = PAGE) -> None:
        """Take the address as STORAGE_URL has it, which the settings have checked."""
        parts = urlsplit(url)
        self.bucket, self.page = parts.hostname or "", page
        self.prefix = f"{folder}/" if (folder := parts.path.strip("/")) else ""
        self.client: Any = _client(parts.username, parts.password, parse_qs(parts.query))

    def put(self, name: str, content: bytes) -> None:
        """Keep `content`; the storage compares it with its digest before it takes it. Raises StorageUnavailable."""
        digest = b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
        with _understood(name):
            self.client.put_object(**self._place(name), Body=content, ContentMD5=digest)

    def open(self, name: str) -> BinaryIO:
        """Return the content, read whole: what breaks off on the way is no content. Raises as the protocol says."""
        with _understood(name):
            return io.BytesIO(self.client.get_object(**self._place(name))["Body"].read())

    def delete(self, name: str) -> None:
        """Take the content away; nothing happens where there is none. Raises StorageUnavailable."""
        with _understood(name):
            self.client.delete_object(**self._place(name))

    def exists(self, name: str) -> bool:
        """Say whether there is content of this name. Raises StorageUnavailable."""
        place = self._place(name)
        try:
            with _understood(name):
                self.client.head_object(**place)
        except Missing:
            return False
        return True

    def names(self) -> Iterator[tuple[str, dt.datetime]]:
        """Yield the names page by page; objects of others below the prefix are passed over."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=self.prefix, PaginationConfig={"PageSize": self.page}
        )
        with _understood(self.prefix):
            for page in pages:
                for found in page.get("Contents", ()):
                    name = found["Key"].removeprefix(self.prefix)
                    if NAME.fullmatch(name):
                        yield name, found["LastModified"]

    def _place(self, name: str) -> dict[str, str]:
        if not NAME.fullmatch(name):
            raise Missing(name)
        return {"Bucket": self.bucket, "Key": self.prefix + name}


def _client(user: str | None, password: str | None, query: dict[str, list[str]]) -> Any:
    session = boto3.Session()
    own = (
        {"aws_access_key_id": unquote(user), "aws_secret_access_key": unquote(password or "")} if user else {}
    )
    endpoint = query.get("endpoint", [None])[0]
    return session.client(
        "s3",
        endpoint_url=endpoint,
        region_name=query.get("region", [session.region_name or REGION])[0],
        # Elsewhere than at Amazon a bucket seldom has a host name of its own, and newer checksums are refused.
        config=Config(
            s3={"addressing_style": "path" if endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            **TIMES,
        ),
        **own,
    )


@contextmanager
def _understood(name: str) -> Iterator[None]:
    """Say in our words why the storage did not do it; its own may name keys and addresses."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise Missing(name) from error
        raise StorageUnavailable(code or "refused") from error
    except BotoCoreError as error:
        raise StorageUnavailable(type(error).__name__) from error
