"""Structured logs: one JSON line an event, with the request's id and nothing personal."""

import logging
import sys
import time

import structlog
from flask import Flask, Response, g, request

from community.web.guest_pages.keeping import kept_by_layer


def configure_logs() -> None:
    """Send every log line of the process to standard error as JSON."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def init_logs(app: Flask) -> None:
    """Log each request by its route, never by its address: paths and queries hold names and words."""
    logger = structlog.get_logger("web")

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        if request.endpoint != "assets.file" and not kept_by_layer():
            logger.info(
                "request",
                id=g.get("request_id"),
                method=request.method,
                route=str(request.url_rule) if request.url_rule else None,
                status=response.status_code,
                ms=round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1),
            )
        return response
