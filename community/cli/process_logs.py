"""Logs of the processes around the pages: a JSON line an event on standard error, nothing personal in it."""

import datetime as dt
import json
import logging
import logging.config
import sys
from typing import Any, Final

import structlog

from community import clock


class Template(logging.Formatter):
    """Writes what a library reports without what it filled in: that may be an address or somebody's words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one record."""
        line = {
            "event": str(record.msg),
            "logger": record.name,
            "level": record.levelname.lower(),
            "process": record.process,
            "timestamp": clock.now().astimezone(dt.UTC).isoformat(),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line)


_TO_STDERR: Final = {"level": "WARNING", "handlers": ["stderr"]}
LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"template": {"()": Template}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "template"}},
    "root": _TO_STDERR,
    "loggers": {"gunicorn.error": {**_TO_STDERR, "propagate": False}},
}


def configure_logs() -> None:
    """Send every line of this process to standard error as JSON."""
    logging.config.dictConfig(LOGGING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
