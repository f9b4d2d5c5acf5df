"""`doctor`: whether the settings are right and what they lead to can be used."""

import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import click
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from community import catalogues, schema, settings
from community.effects.jobs import jobs_of
from community.model.engine import engine_options, prepare_engine
from community.search.engine import SearchUnavailable
from community.search.opening import open_engine
from community.settings import BadSetting, Settings
from community.storage.opening import open_store
from community.storage.store import Missing, StorageUnavailable, Store

Verdict = tuple[str, str]
"""`ok`, `note` or `bad`, and a sentence."""


@click.command()
def doctor() -> None:
    """Look at the configuration; end with 1 where something has to be mended."""
    try:
        known = settings.load()
    except BadSetting as error:
        verdicts: list[tuple[str, Verdict]] = [("settings", ("bad", str(error)))]
    else:
        verdicts = list(_verdicts(known))
    for name, (state, words) in verdicts:
        click.echo(f"{state:<5} {name:<9} {words}")
    if any(state == "bad" for _, (state, _) in verdicts):
        sys.exit(1)


def _verdicts(known: Settings) -> Iterator[tuple[str, Verdict]]:
    looks: dict[str, Callable[[Settings], Verdict]] = {
        "data": _data,
        "secret": _secret,
        "address": _address,
        "database": _database,
        "search": _search,
        "storage": _storage,
        "redis": _redis,
        "mail": _mail,
        "workers": _workers,
        "words": _words,
    }
    for name, look in looks.items():
        yield name, look(known)


def _data(known: Settings) -> Verdict:
    if not os.access(known.data, os.W_OK | os.X_OK):
        return "bad", f"COMMUNITY_DATA: {known.data} can't be written"
    if stat.S_IMODE(known.data.stat().st_mode) & 0o007:
        return "note", f"{known.data} can be read by everybody on this machine; chmod 700 it"
    return "ok", str(known.data)


def _secret(known: Settings) -> Verdict:
    if len(known.secret_key) < 32:
        return "bad", "SECRET_KEY: fewer than 32 characters can be guessed"
    return "ok", "long enough"


def _address(known: Settings) -> Verdict:
    if not known.secure and not known.host.startswith(("127.0.0.1", "localhost", "[::1]")):
        return "note", f"BASE_URL: {known.base_url} is not https; passwords cross the network readable"
    return "ok", known.base_url


def _database(known: Settings) -> Verdict:
    engine = prepare_engine(create_engine(known.database_url, **engine_options(known.database_url)))
    try:
        with engine.connect() as connection:
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().split("\n")[0]
        return "bad", f"DATABASE_URL: {engine.dialect.name} does not answer, or has no tables ({reason})"
    finally:
        engine.dispose()
    if revision != schema.head():
        return (
            "bad",
            f"{engine.dialect.name} is at {revision}, this program needs {schema.head()}: `db upgrade`",
        )
    return "ok", f"{engine.dialect.name}, at {revision}"


def _search(known: Settings) -> Verdict:
    engine = open_engine(known)
    try:
        engine.probe()
    except SearchUnavailable as error:
        if not error.damaged:
            return "bad", f"SEARCH_URL: {known.search_url} does not answer ({str(error).splitlines()[0]})"
        return (
            "note",
            f"{known.search_url} the index has to be made anew; the worker does, or `search rebuild`",
        )
    finally:
        engine.close()
    return "ok", known.search_url


def _storage(known: Settings) -> Verdict:
    if known.storage_url == "folder:":
        folder = known.data / "uploads"
        usable = not folder.exists() or os.access(folder, os.W_OK | os.X_OK)
        return ("ok", "folder:") if usable else ("bad", f"STORAGE_URL: {folder} can't be written")
    return _bucket(open_store(known), f"the bucket {urlsplit(known.storage_url).hostname}")


def _bucket(store: Store, place: str) -> Verdict:
    """Put something there, read it and take it away again: reading alone may be allowed."""
    name = secrets.token_urlsafe(16)
    try:
        store.put(name, name.encode())
        with store.open(name) as file:
            same = file.read() == name.encode()
        store.delete(name)
        next(iter(store.names()), None)
    except (Missing, StorageUnavailable) as error:
        return "bad", f"STORAGE_URL: {place} can't be used ({error})"
    return ("ok", place) if same else ("bad", f"STORAGE_URL: {place} gives back something else than was put")


def _redis(known: Settings) -> Verdict:
    if known.redis_url is None:
        return "ok", "none needed"
    try:
        jobs_of(known).queue.pending_count()
    except Exception as error:
        # Pages and worker go on without it, but whoever set it wants it.
        return "bad", f"REDIS_URL: Redis does not answer ({type(error).__name__})"
    return "ok", "answers"


def _mail(known: Settings) -> Verdict:
    if known.mail_url is None:
        return "note", f"MAIL_URL is not set: mails are written to {known.data / 'mail'} and reach nobody"
    return "ok", "sent over SMTP"


def _workers(known: Settings) -> Verdict:
    if known.database_url.startswith("sqlite") and known.web_workers > 4:
        return "note", f"WEB_WORKERS: {known.web_workers} processes wait for each other on SQLite"
    return "ok", f"{known.web_workers} web processes on port {known.port}"


def _words(known: Settings) -> Verdict:
    catalogues.ready()
    stale = catalogues.stale()
    if stale:
        return (
            "bad",
            f"{stale[0]} is not compiled and its folder can't be written: `make run` once as its owner",
        )
    return "ok", "every language is there"
