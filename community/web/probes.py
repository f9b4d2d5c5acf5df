"""Probes of the process: is it alive, is it ready."""

from flask import Flask, Response, jsonify

from community import clock
from community.effects.jobs import jobs_of
from community.queries.health import readiness
from community.web.database import db_session
from community.web.engine import search_engine
from community.web.urls import app_settings


def init_probes(app: Flask) -> None:
    """Offer `/healthz` (the process answers) and `/readyz` (database, index and worker do)."""

    @app.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @app.get("/readyz")
    def readyz() -> tuple[Response, int]:
        parts = parts_now()
        ready = all(parts.values())
        return jsonify(status="ok" if ready else "not ready", **parts), 200 if ready else 503


def parts_now() -> dict[str, bool]:
    """Return for each part of the place whether it answers now."""
    beat = jobs_of(app_settings()).last_beat()
    return readiness(db_session(), search_engine(), beat, clock.now())
