"""Rate limits: per address, kept in memory or, where it is set, in Redis; no address is written anywhere."""

import math

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from community import clock
from community.effects.redis_queue import TIMES
from community.settings import Settings

limiter = Limiter(
    get_remote_address,
    # Twenty writes a second from one address is no person; a whole office behind one address still fits.
    default_limits=["1200 per minute"],
    default_limits_exempt_when=lambda: request.method in ("GET", "HEAD", "OPTIONS"),
)

SIGN_IN = "10 per minute; 60 per hour"
"""Guessing passwords at this pace takes longer than a password lives."""
REGISTER = "10 per minute; 40 per hour"
UPLOAD = "40 per minute; 400 per hour"
"""Decoding an image takes half a second; ten screenshots at once still go through."""
PREVIEW = "60 per minute"
"""A preview costs what publishing costs; nobody looks once a second."""
SAVING = "120 per minute"
"""Every few seconds while somebody types, from each of some open pages."""
BEGINNING = "30 per minute; 120 per hour"
"""Texts that guests at one address begin: a class of pupils can, a disk is not filled so."""
COMPLETING = "120 per minute"
"""Two letters a second; a list of everybody is not read so."""


def seconds_left() -> int:
    """Return in how many seconds the limit that this request went over is free again, at least one."""
    limit = limiter.current_limit
    return max(1, math.ceil(clock.seconds_until(limit.window[0]))) if limit else 1


def init_limits(app: Flask, settings: Settings) -> None:
    """Count requests of `app` where the settings say."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = TIMES if settings.redis_url else {}
    app.config["RATELIMIT_HEADERS_ENABLED"] = False
    # Without Redis each process counts for itself; nobody is shut out because a counter is away.
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = settings.redis_url is not None
    limiter.init_app(app)
