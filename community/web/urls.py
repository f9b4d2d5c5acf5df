"""Absolute addresses: from BASE_URL alone, never from a Host header."""

from typing import Any, cast

from flask import current_app, url_for

from community.settings import Settings


def app_settings() -> Settings:
    """Return the settings the app was built with."""
    return cast(Settings, current_app.extensions["settings"])


def absolute(endpoint: str, **values: Any) -> str:
    """Return the public address of an endpoint."""
    return app_settings().base_url + url_for(endpoint, **values)
