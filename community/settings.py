"""Settings of the process: read once from the environment, every value checked with a clear message."""

import contextlib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

_BUCKET: Final = re.compile(
    r"s3://([^:@/?]+:[^:@/?]+@)?[a-z0-9][a-z0-9.-]+(/[A-Za-z0-9._/-]*)?(\?(?P<options>[^#]*))?"
)
_ENDPOINT: Final = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:\d{1,5})?/?")


class BadSetting(ValueError):
    """A variable of the environment that can't be used; the message names it and says what is expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says, checked."""

    data: Path
    base_url: str
    database_url: str
    redis_url: str | None
    search_url: str
    storage_url: str
    upload_megabytes: int
    mail_url: str | None
    secret_key: str
    trusted_proxies: int
    port: int
    web_workers: int
    page_cache_megabytes: int

    @property
    def host(self) -> str:
        """Host and port of the public address, as a Host header has it."""
        return urlsplit(self.base_url).netloc

    @property
    def secure(self) -> bool:
        """Whether the public address is https, so cookies may be Secure."""
        return self.base_url.startswith("https://")


def load(environ: Mapping[str, str] = os.environ, *, make: bool = True) -> Settings:
    """Read the settings from `environ`, making the data folder and the secret key where they are missing.

    Where nothing is to be made yet, a missing secret key is empty.
    Raises BadSetting with the name of the variable and what it should look like.
    """
    data = Path(environ.get("COMMUNITY_DATA") or "instance").resolve()
    try:
        if make:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"COMMUNITY_DATA: can't make the folder {data}: {error.strerror}") from error
    port = _number(environ, "PORT", 8000, 1, 65535)
    database_url = environ.get("DATABASE_URL") or f"sqlite:///{data / 'community.db'}"
    postgresql = database_url.startswith("postgresql")
    if not (postgresql or database_url.startswith("sqlite")):
        raise BadSetting(
            "DATABASE_URL: expected sqlite:///path or postgresql+psycopg://user:password@host/name"
        )
    return Settings(
        data=data,
        base_url=_base_url(environ.get("BASE_URL") or f"http://127.0.0.1:{port}"),
        database_url=database_url,
        redis_url=_redis_url(environ.get("REDIS_URL")),
        search_url=_search_url(environ, postgresql=postgresql),
        storage_url=_storage_url(environ.get("STORAGE_URL") or "folder:"),
        upload_megabytes=_number(environ, "UPLOAD_MEGABYTES", 10, 1, 100),
        mail_url=_mail_url(environ.get("MAIL_URL")),
        secret_key=environ.get("SECRET_KEY") or _kept_secret(data / "secret_key", make=make),
        trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0, 0, 10),
        port=port,
        web_workers=_number(environ, "WEB_WORKERS", 2, 1, 64),
        page_cache_megabytes=_number(environ, "PAGE_CACHE_MEGABYTES", 8, 0, 4096),
    )


def _number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    raw = environ.get(name) or str(default)
    if not (raw.isascii() and raw.isdigit() and low <= int(raw) <= high):
        raise BadSetting(f"{name}: expected a whole number from {low} to {high}, not {raw!r}")
    return int(raw)


def _one_of(environ: Mapping[str, str], name: str, default: str, known: tuple[str, ...]) -> str:
    value = environ.get(name) or default
    if value not in known:
        raise BadSetting(f"{name}: expected one of {', '.join(known)}, not {value!r}")
    return value


def _search_url(environ: Mapping[str, str], *, postgresql: bool) -> str:
    chosen = _one_of(
        environ, "SEARCH_URL", "postgresql:" if postgresql else "whoosh:", ("whoosh:", "postgresql:")
    )
    if chosen == "postgresql:" and not postgresql:
        raise BadSetting(
            "SEARCH_URL: postgresql: searches in the database, so DATABASE_URL has to be one of it"
        )
    return chosen


def _base_url(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise BadSetting(f"BASE_URL: expected http(s)://host[:port] without a path, not {raw!r}")
    return raw.rstrip("/")


def _mail_url(raw: str | None) -> str | None:
    if not raw:
        return None
    parts = urlsplit(raw)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadSetting("MAIL_URL: expected smtp://user:password@host:port")
    return raw


def _redis_url(raw: str | None) -> str | None:
    if not raw:
        return None
    parts = urlsplit(raw)
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise BadSetting("REDIS_URL: expected redis://host:port/number")
    if find_spec("redis") is None:
        raise BadSetting("REDIS_URL: install requirements/redis.txt as well, or unset it")
    return raw


def _storage_url(raw: str) -> str:
    """Return the address; what is wrong with it is said without it, as there may be a password in it."""
    if raw == "folder:":
        return raw
    found = _BUCKET.fullmatch(raw)
    options = dict(parse_qsl(found["options"] or "", keep_blank_values=True)) if found else {}
    known = options.keys() <= {"endpoint", "region"} and all(options.values())
    if not (found and known and _ENDPOINT.fullmatch(options.get("endpoint", "https://s3.example"))):
        raise BadSetting(
            "STORAGE_URL: expected folder: or"
            " s3://[key:secret@]bucket[/prefix][?endpoint=https://host:port&region=name]"
        )
    if find_spec("boto3") is None:
        raise BadSetting("STORAGE_URL: install requirements/s3.txt as well, or unset it")
    return raw


def _kept_secret(path: Path, *, make: bool) -> str:
    """Return the secret kept in `path`; the first process to come makes it, readable by its owner alone."""
    if not path.exists():
        if not make:
            return ""
        # Linked, not moved: a second process that starts now keeps the first one's.
        fresh = _beside(path, secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        os.unlink(fresh)
    secret = path.read_text().strip()
    if len(secret) < 32:
        raise BadSetting(f"SECRET_KEY: the file {path} is damaged; delete it to sign everybody out")
    return secret


def keep_secret(path: Path, secret: str) -> None:
    """Keep `secret` in `path` instead of the one that is there, for every process that starts from now on."""
    os.replace(_beside(path, secret), path)


def _beside(path: Path, secret: str) -> str:
    """Write `secret` whole beside its place, so that nobody ever reads half of it, and return where."""
    handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".secret_key.")
    with os.fdopen(handle, "w") as file:
        file.write(secret)
    return fresh
