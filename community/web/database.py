"""The session of the request, and the one place where a request writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, g
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Session

from community import access
from community.effects.waking import wake
from community.model.base import metadata
from community.model.engine import prepare_engine, reading_options
from community.settings import Settings
from community.web.turns import end_turn
from community.work import Work, unit_of_work

db = SQLAlchemy(metadata=metadata)


def init_database(app: Flask, settings: Settings) -> None:
    """Give `app` its engine and the session of each request."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = reading_options(settings.database_url)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def db_session() -> Session:
    """Return the session of the request."""
    return cast(Session, db.session())


@contextmanager
def writing() -> Iterator[Work]:
    """Give a Work whose changes are committed together, and tell the worker afterwards.

    The actor is read again under the lock, so a right lost a moment ago is lost. Raises work.Conflict.
    """
    end_turn()
    with unit_of_work(db_session()) as work:
        actor = g.get("actor")
        if actor is not None and actor.id is not None:
            g.actor = access.actor(work.session, actor.id, actor.token)
        yield work
    if work.facts:
        wake(current_app.extensions["settings"])
