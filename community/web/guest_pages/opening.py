"""Puts the layer with the pages in front of the app."""

import hashlib
from importlib import import_module
from pathlib import Path
from typing import Final

from flask import Flask

from community.settings import Settings
from community.web.database import db
from community.web.guest_pages.keeping import init_keeping
from community.web.guest_pages.layer import GuestPages
from community.web.guest_pages.shelf import Both, Memory, Shelf
from community.web.guest_pages.version import VersionReader
from community.web.headers import hosts_of

MEGABYTE: Final = 1024 * 1024
PROGRAM: Final = ("*.py", "*.html", "*.xml", "*.atom", "*.css", "*.js", "*.svg", "*.txt", "*.mo")
"""Files that pages are made by."""


def init_guest_pages(app: Flask, settings: Settings, root: Path) -> None:
    """Answer guests with pages that are kept, as the settings say; `root` is the folder of the program."""
    if not settings.page_cache_megabytes:
        return
    init_keeping(app)
    with app.app_context():
        version = VersionReader(db.engine)
    layer = GuestPages(app.wsgi_app, _shelf(settings, root), version, hosts_of(settings))
    app.wsgi_app = layer  # type: ignore[method-assign]


def _shelf(settings: Settings, root: Path) -> Shelf:
    memory = Memory(settings.page_cache_megabytes * MEGABYTE)
    if settings.redis_url is None:
        return memory
    # Not imported above: the package is there only where Redis is wanted.
    shelves = import_module("community.web.guest_pages.redis_shelf")
    far: Shelf = shelves.RedisShelf(settings.redis_url, _place(settings, root))
    return Both(memory, far)


def _place(settings: Settings, root: Path) -> str:
    """Return what tells this place and this version of the program from others that share a Redis."""
    digest = hashlib.sha256(repr((settings.base_url, settings.database_url, settings.search_url)).encode())
    for folder in ("community", "templates", "static"):
        for pattern in PROGRAM:
            for path in sorted((root / folder).rglob(pattern)):
                digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
